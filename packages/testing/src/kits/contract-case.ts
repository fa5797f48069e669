/** One guarantee of a contract as a value: `test(one.name, one.run)`, in any runner. */
export interface ContractCase {
  /** The guarantee. Unique within its kit. */
  readonly name: string;
  /** Throws, or rejects, when the guarantee is broken; the text says how. Runs any number of times. */
  readonly run: () => void | Promise<void>;
}
