import type { CommandContext } from '../context.js'
import { declare, formatOption } from '../declare.js'
import { ExitCode } from '../exit-codes.js'
import { print } from '../print.js'

export function doctorCommand(context: CommandContext) {
  return declare('doctor', context)
    .addOption(formatOption(context.t))
    .action(async ({ format }) => {
      const [{ diagnose }, { createProbes }] = await Promise.all([
        import('../../app/diagnose.js'),
        import('../probes.js'),
      ])
      const report = await diagnose(createProbes(context))
      await print(context, format, report, async () => (await import('../../reporters/doctor.js')).reportDoctor)
      if (!report.healthy) context.exit(ExitCode.findings)
    })
}
