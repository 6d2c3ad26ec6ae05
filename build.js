import { build } from 'rolldown'
import { loadConfig } from 'rolldown/config'
import { build as buildPage } from 'vite'

// Their command lines list every file they write, which nobody who tries zhen wants to read.
await build(await loadConfig('rolldown.config.ts'))
await buildPage({ logLevel: 'warn' })
