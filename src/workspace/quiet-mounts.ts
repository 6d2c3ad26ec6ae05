import { statfsSync } from 'node:fs'

/**
 * File systems on which others, such as another machine or the host of this one, save files of which this system is not
 * told. By the numbers of statfs(2) and of the Linux kernel's `magic.h`.
 */
const QUIET: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
  [0x786f4256, 'VirtualBox'],
  [0xbacbacbc, 'VMware'],
  [0x7c7c6673, 'Parallels'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
])

/** What lies behind a folder whose changes may come without a word; `null` for one of this machine's own. */
export function quietMountOf(folder: string): string | null {
  if (process.platform !== 'linux') return null
  try {
    return QUIET.get(statfsSync(folder).type >>> 0) ?? null
  } catch {
    return null
  }
}
