import { Value } from 'typebox/value';
import { NewUser } from '../accounts/account.schema.ts';
import { Problem } from '../platform/problem.ts';
import { type Command, commandLineActor, parse, UsageError, withAppliance } from './command.ts';
import { readPassword } from './password-input.ts';

const options = { role: { type: 'string' }, 'display-name': { type: 'string' } } as const;

export const usersCommand: Command = {
  usage:
    'users add NAME --role viewer|technician|engineer|approver|admin [--display-name TEXT]   (the password is read from standard input)',
  async run(args, { output }) {
    const { values, positionals } = parse(args, options, { least: 2, most: 2 });
    const [verb, userName] = positionals;
    if (verb !== 'add') throw new UsageError(`users "${verb}" is not understood.`);
    if (!values.role) throw new UsageError('--role is missing.');
    const password = await readPassword('Password (at least 12 characters): ');
    const input: unknown = { userName, displayName: values['display-name'] ?? userName, role: values.role, password };
    if (!Value.Check(NewUser, input)) {
      const errors = Value.Errors(NewUser, input).map((e) => ({ pointer: `#${e.instancePath}`, detail: e.message }));
      throw new Problem('validation-failed', 400, 'The account is not valid', { errors });
    }
    await withAppliance(values.data, async ({ accounts }) => {
      const user = await accounts.createUser(input, commandLineActor());
      output.result(`${user.userName} is now ${user.role}`, user);
    });
  },
};
