// One check in a process of its own, on the code as `plant.ts` has it: prints the outcome. Argument: the name of the check.
import { checks } from './checks.ts';
import type { CheckName } from './checks.ts';

const name = process.argv[2] ?? '';
if (!(name in checks)) throw new RangeError(`there is no check "${name}"`);
process.stdout.write(JSON.stringify(await checks[name as CheckName].run()));
