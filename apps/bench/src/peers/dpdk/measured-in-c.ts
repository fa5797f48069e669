// A measurement whose whole loop is in C: its report is the outcome.
import type { Outcome, Subject } from '../../measure/variant.ts';
import { dpdkProgram } from './build-program.ts';
import { runDpdk } from './run-program.ts';

/** @param values what the report's numbers say in the metrics of the case */
export async function measuredInC(
  args: readonly (string | number)[],
  values: (report: Readonly<Record<string, number>>) => Outcome['values'],
): Promise<Subject> {
  const program = await dpdkProgram();
  return {
    async run(): Promise<Outcome> {
      const report = await runDpdk<Readonly<Record<string, number>>>(program, 1, args);
      return { values: values(report), elsewhere: report.elsewhere };
    },
    close: () => Promise.resolve(),
  };
}
