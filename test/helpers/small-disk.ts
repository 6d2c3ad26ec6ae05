import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, on which space can be made scarce. */
export interface SmallDisk {
  readonly root: string
  /** Leaves so many pages of 4 KiB. */
  leave(pages: number): void
  /** Gives back what {@link leave} took. */
  free(): void
  unmount(): void
}

const PAGE = 4096

/** Only the superuser may mount one, and not in every container. */
export const canMountDisk = canMount()

export function mountDisk(pages: number): SmallDisk {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'zhen-disk-'))
  mount(root, pages)
  const filler = join(root, 'filler')
  return {
    root,
    leave(wanted) {
      rmSync(filler, { force: true })
      const { bavail, bsize } = statfsSync(root)
      writeFileSync(filler, new Uint8Array(bavail * bsize - wanted * PAGE))
    },
    free: () => rmSync(filler, { force: true }),
    unmount() {
      execFileSync('umount', [root])
      rmdirSync(root)
    },
  }
}

function mount(folder: string, pages: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${pages * PAGE}`, 'tmpfs', folder], { stdio: 'ignore' })
}

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    mountDisk(1).unmount()
    return true
  } catch {
    return false
  }
}
