/** Something outside the program stands in the way of a start: a setting, a folder, a port. Its message is the one line to show. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/** The system's code of an error, such as ENOENT or 3D000, if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The one line for an error of the file system; the error itself if it is none of the known ones. */
export function filesystemProblem(error: unknown, place: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return new CannotStart(
        `No permission to write in ${place}. Give it to this user, or set DATA_DIR to another folder.`,
      )
    case 'EROFS':
      return new CannotStart(`${place} cannot be written: its disk is read-only. Set DATA_DIR to another folder.`)
    case 'ENOTDIR':
    case 'EEXIST':
      return new CannotStart(`${place} cannot be used: part of that path is a file. Set DATA_DIR to a folder.`)
    case 'ENOSPC':
    case 'EDQUOT':
      return new CannotStart(`The disk is full at ${place}. Free some space and start again; nothing was lost.`)
    default:
      return error
  }
}
