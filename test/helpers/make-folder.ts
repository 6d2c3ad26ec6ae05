import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { temporaryFolder } from './temporary-folder.js'

/** A throw-away folder with these files. Deleted when the test ends. */
export async function makeFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

/** A throw-away copy of `test/fixtures/projects/<name>/before`. */
export async function copyProject(name: string): Promise<string> {
  const folder = temporaryFolder()
  await cp(join(import.meta.dirname, '../fixtures/projects', name, 'before'), folder, { recursive: true })
  return folder
}
