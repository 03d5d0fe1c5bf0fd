import { PixelmetryError } from "@pixelmetry/roi";
import { Command } from "commander";

const shells = ["bash", "zsh", "fish"] as const;

export function completionCommand(program: Command): Command {
  return new Command("completion")
    .description("Print a completion script for your shell.")
    .argument("<shell>", shells.join(", "))
    .addHelpText(
      "after",
      `
Examples:
  pixelmetry completion bash > ~/.local/share/bash-completion/completions/pixelmetry
  pixelmetry completion zsh > "\${fpath[1]}/_pixelmetry"
  pixelmetry completion fish > ~/.config/fish/completions/pixelmetry.fish
`,
    )
    .action((shell: string) => {
      const words = collect(program);
      if (shell === "bash") process.stdout.write(bash(words));
      else if (shell === "zsh")
        process.stdout.write(`#compdef pixelmetry\nautoload -U bashcompinit && bashcompinit\n${bash(words)}`);
      else if (shell === "fish") process.stdout.write(fish(words));
      else
        throw new PixelmetryError("invalid-argument", {
          where: "completion",
          what: `there is no completion for ${shell}`,
          expected: shells.join(", "),
        });
    });
}

/** A command path with what may follow it. */
interface Words {
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly {
    readonly flag: string;
    readonly description: string;
    readonly choices: readonly string[];
  }[];
}

function collect(command: Command, path: readonly string[] = []): Words[] {
  const own: Words = {
    path,
    commands: command.commands.map((sub) => ({ name: sub.name(), description: sub.description() })),
    options: command.options
      .filter((option) => option.long !== undefined)
      .map((option) => ({
        flag: option.long!,
        description: option.description,
        choices: option.argChoices ?? [],
      })),
  };
  return [own, ...command.commands.flatMap((sub) => collect(sub, [...path, sub.name()]))];
}

function bash(words: readonly Words[]): string {
  const cases = words.flatMap(({ path, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(
        ({ flag, choices }) =>
          `    "${path.join(" ")} ${flag}") COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$current")); return;;`,
      ),
  );
  const lists = words.map(
    ({ path, commands, options }) =>
      `    "${path.join(" ")}") words="${[...commands.map(({ name }) => name), ...options.map(({ flag }) => flag), "--help"].join(" ")}";;`,
  );
  return `_pixelmetry() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break;; *) path="\${path:+$path }$word";; esac
  done
  case "$path $previous" in
${cases.join("\n")}
  esac
  case "$path" in
${lists.join("\n")}
  esac
  if [[ "$current" == -* || -n "$words" && "$previous" != -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
  if [[ \${#COMPREPLY[@]} -eq 0 ]]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _pixelmetry pixelmetry
`;
}

function fish(words: readonly Words[]): string {
  const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = words.flatMap(({ path, commands, options }) => {
    const siblings = commands.map(({ name }) => name).join(" ");
    const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");
    const here =
      path.length === 0
        ? "__fish_use_subcommand"
        : siblings === ""
          ? seen
          : `${seen}; and not __fish_seen_subcommand_from ${siblings}`;
    return [
      ...commands.map(
        ({ name, description }) =>
          `complete -c pixelmetry -f -n ${quote(here)} -a ${name} -d ${quote(description)}`,
      ),
      ...options.map(({ flag, description, choices }) => {
        const values = choices.length > 0 ? ` -x -a ${quote(choices.join(" "))}` : "";
        return `complete -c pixelmetry -n ${quote(seen || "__fish_use_subcommand")} -l ${flag.slice(2)} -d ${quote(description)}${values}`;
      }),
    ];
  });
  return `${lines.join("\n")}\n`;
}
