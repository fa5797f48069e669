export default (value: unknown): unknown => value;
