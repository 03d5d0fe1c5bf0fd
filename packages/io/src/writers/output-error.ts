import { isPixelmetryError, PixelmetryError } from "@pixelmetry/roi";

const remedies: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  ENOENT: ["the folder does not exist", "create it or name another folder"],
  ENOTDIR: ["a part of the path is a file, not a folder", "name another folder"],
  EACCES: ["writing is not permitted", "change the permissions of the folder or name another folder"],
  EPERM: ["writing is not permitted", "change the permissions of the folder or name another folder"],
  EROFS: ["the disk is read-only", "name a folder on a writable disk"],
  ENOSPC: ["the disk is full", "free some space or name a folder on another disk"],
  EDQUOT: ["the disk quota is used up", "free some space or name a folder on another disk"],
  EFBIG: ["the file is larger than the disk allows", "split the run into shards"],
  ENAMETOOLONG: ["the file name is too long", "choose a shorter name"],
  EISDIR: ["a folder has this name", "choose another file name"],
  EBUSY: ["the file is in use", "close the program that holds it open"],
  EMFILE: ["too many files are open", "raise the limit on open files (ulimit -n)"],
};

/**
 * The failure of an output as an error the user can act on: `output-failed`, naming the file, the cause in
 * words and the remedy. An error that already is a {@link PixelmetryError} is passed on.
 */
export function outputError(path: string, cause: unknown): PixelmetryError {
  if (isPixelmetryError(cause)) return cause;
  const code = (cause as { code?: unknown } | null)?.code;
  const known = typeof code === "string" ? remedies[code] : undefined;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PixelmetryError(
    "output-failed",
    {
      what: `cannot write the file: ${known?.[0] ?? reason}`,
      where: path,
      remedy: known?.[1] ?? "check the path and the disk",
      data: { path, code: code ?? null },
    },
    { cause },
  );
}
