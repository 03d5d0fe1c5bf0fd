import {
  featureColumns,
  formatBytes,
  openImagePair,
  type PreparedRun,
  prepareRun,
} from "@pixelmetry/orchestrator";
import { imageBlocks, type Plan, rowLayout } from "@pixelmetry/roi";
import { Command } from "commander";
import { addRunOptions, type RunFlags, requestFrom } from "../options/run-options.ts";

interface PlanFlags extends RunFlags {
  json?: boolean;
}

export function planCommand(): Command {
  const command = new Command("plan").description(
    "Show what extract would do, without reading a pixel: pairs, passes, columns, memory, cost.",
  );
  addRunOptions(command)
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  pixelmetry plan --intensity images/ --labels labels/ --features intensity glcm\n",
    )
    .action(run);
  return command;
}

interface FirstImage {
  readonly image: string;
  readonly size: readonly number[];
  readonly channels: readonly string[];
  readonly pixelTypes: readonly string[];
  readonly labelType: string;
  readonly pixelSizeUm: readonly number[] | null;
  readonly blocks: number;
}

async function run(flags: PlanFlags, command: Command): Promise<void> {
  const prepared = await prepareRun(await requestFrom(flags, command));
  const { first, plan, columns } = await openFirst(prepared);
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(asData(prepared, first, plan, columns), undefined, 2)}\n`
      : asText(prepared, first, plan, columns.length),
  );
}

/** The first image's geometry, and the plan and columns that its dimensions and channels lead to; only headers are read. */
async function openFirst(
  prepared: PreparedRun,
): Promise<{ first: FirstImage; plan: Plan; columns: string[] }> {
  const spec = prepared.pairing.images[0];
  const image = await openImagePair(spec, prepared.settings, prepared.plan.readsIntensity);
  try {
    const plan = prepared.planFor(image.context.ndim);
    const layout = rowLayout(plan, image.channels.length);
    const first = {
      image: spec.image,
      size: image.context.size,
      channels: image.channelNames,
      pixelTypes: image.channels.map(({ dtype }) => dtype),
      labelType: image.labels.dtype,
      pixelSizeUm: image.context.spacingUm ?? null,
      blocks: imageBlocks(image).length,
    };
    const columns = featureColumns(layout, image.channelNames, prepared.names, prepared.settings.unit);
    return { first, plan, columns: columns.map(({ name }) => name) };
  } finally {
    await image.close();
  }
}

function asData(
  prepared: PreparedRun,
  first: FirstImage,
  plan: Plan,
  columns: string[],
): Record<string, unknown> {
  const { pairing } = prepared;
  return {
    images: pairing.images.map(({ image, labelImage, intensity }) => ({
      image,
      labelImage,
      files: intensity.length,
    })),
    unpaired: pairing.unpaired.map(({ error }) => error.message),
    firstImage: first,
    features: plan.features.map(({ id }) => id),
    columns,
    parameters: prepared.parameters,
    scans: [...plan.maskScans, ...plan.intensityScans].map(({ key }) => key),
    passes: plan.passes.map(({ halo, slabTokens, accumulators }) => ({
      halo,
      slabTokens: slabTokens.map(({ key }) => key),
      accumulators: accumulators.map(({ key }) => key),
    })),
    derived: plan.derived.flat().map(({ key }) => key),
    workers: prepared.workers,
    memoryBytes: prepared.memory,
    scanBytesPerOpenRoi: plan.bytesPerRoi,
    inputBytes: prepared.inputBytes,
    expectedCpuSeconds: Number(prepared.expectedSeconds.toPrecision(2)),
  };
}

function asText(prepared: PreparedRun, first: FirstImage, plan: Plan, columns: number): string {
  const { pairing } = prepared;
  const planned = new Set(plan.features);
  const features = prepared.features.filter(({ feature }) => planned.has(feature));
  const families = new Map<string, number>();
  for (const { family } of features) families.set(family.id, (families.get(family.id) ?? 0) + 1);
  const keys = (tokens: readonly { key: string }[]): string =>
    tokens.map(({ key }) => key).join(", ") || "nothing";
  const lines = [
    `Images      ${pairing.images.length} (${formatBytes(prepared.inputBytes)} in files)`,
    ...pairing.images
      .slice(0, 5)
      .map(
        ({ image, labelImage }) =>
          `              ${image}  with  ${labelImage || "no labels: the whole image is one ROI"}`,
      ),
    ...(pairing.images.length > 5 ? [`              and ${pairing.images.length - 5} more`] : []),
    ...pairing.unpaired.map(({ error }) => `  unpaired    ${error.message}`),
    `First image ${first.size.join(" x ")} pixels, ${first.channels.length} channel${first.channels.length === 1 ? "" : "s"} (${first.pixelTypes.join(", ") || "none read"}), labels ${first.labelType}, ${first.pixelSizeUm === null ? "no physical pixel size" : `pixel size ${first.pixelSizeUm.join(" x ")} um`}, read in ${first.blocks} block${first.blocks === 1 ? "" : "s"}`,
    `Features    ${features.length} in ${columns} columns: ${[...families].map(([id, n]) => `${id} ${n}`).join(", ")}`,
    `Scan        ${keys([...plan.maskScans, ...plan.intensityScans])}`,
    ...plan.passes.map(
      ({ halo, slabTokens, accumulators }, i) =>
        `ROI pass ${i + 1}  ${keys(accumulators)}${slabTokens.length > 0 ? `; shared grids: ${keys(slabTokens)}` : ""}${halo > 0 ? `; halo ${halo}` : ""}`,
    ),
    `Derived     ${keys(plan.derived.flat())}`,
    `Memory      ${formatBytes(prepared.memory)} for ${prepared.workers} thread${prepared.workers === 1 ? "" : "s"}; ${plan.bytesPerRoi} bytes of scan state per open ROI; pixels beyond the budget go to a temporary file`,
    `Cost        about ${prepared.expectedSeconds < 1 ? "a second or less" : `${Math.round(prepared.expectedSeconds)} s`} of CPU`,
  ];
  return `${lines.join("\n")}\n`;
}
