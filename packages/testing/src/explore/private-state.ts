// Looks into the whole state that a value holds, private fields included, and writes it down as text: equal texts, equal
// states. JavaScript lets nobody read another class's private fields, so a class has to be opened first: a static block that
// hands out a reader, put into its source while it is loaded. Nothing else of the class is changed.

const READERS = Symbol.for('@dist/testing:private-field-readers');

type Reader = (object: object) => Record<string, unknown>;

function readers(): Map<unknown, Reader> {
  const registry = globalThis as unknown as Record<symbol, Map<unknown, Reader> | undefined>;
  return (registry[READERS] ??= new Map<unknown, Reader>());
}

/**
 * The source of a module with its classes opened: each class that has private fields gets a static block that lets
 * `checkpoint` read them. For TypeScript and JavaScript that is formatted one field a line; call it from a loader hook.
 */
export function openPrivateFields(source: string): string {
  const heads = [...source.matchAll(/^(?:export )?(?:default )?(?:abstract )?class \w+[^{]*\{/gm)];
  let opened = source;
  for (const [place, head] of [...heads.entries()].reverse()) {
    const end = head.index + head[0].length;
    const body = source.slice(end, heads[place + 1]?.index ?? source.length);
    const fields = [...body.matchAll(/^[ \t]+(?:static )?(?:readonly )?#(\w+)(?=[\s:=;!?])/gm)].map((match) => match[1]!);
    const list = [...new Set(fields)].map((field) => `'#${field}': object.#${field}`).join(', ');
    const key = `Symbol.for('@dist/testing:private-field-readers')`;
    opened = `${opened.slice(0, end)} static { (globalThis[${key}] ??= new Map()).set(this, (object) => ({ ${list} })); }${opened.slice(end)}`;
  }
  return opened;
}

/**
 * The state as text; undefined when there is a class in it that was not opened.
 * @param own objects that are no state.
 * @param incidental names of fields that are none.
 * @param met those names among them that the state has.
 */
export function fingerprint(state: unknown, own: ReadonlySet<unknown>, incidental: ReadonlySet<string>, met?: Set<string>): string | undefined {
  const walk = new Walk(own, incidental, met);
  walk.value(state);
  return walk.closed ? undefined : walk.text;
}

class Walk {
  text = '';
  closed = false;
  readonly #own: ReadonlySet<unknown>;
  readonly #incidental: ReadonlySet<string>;
  readonly #met: Set<string> | undefined;
  readonly #seen = new Map<object, number>();

  constructor(own: ReadonlySet<unknown>, incidental: ReadonlySet<string>, met: Set<string> | undefined) {
    this.#own = own;
    this.#incidental = incidental;
    this.#met = met;
  }

  value(value: unknown): void {
    if (typeof value === 'function') this.text += 'f,';
    else if (typeof value !== 'object' || value === null) this.text += `${typeof value === 'string' ? JSON.stringify(value) : String(value)},`;
    else this.#object(value);
  }

  #object(object: object): void {
    if (this.#own.has(object)) {
      this.text += '_,';
      return;
    }
    const before = this.#seen.get(object);
    if (before !== undefined) {
      this.text += `@${before},`;
      return;
    }
    this.#seen.set(object, this.#seen.size);
    if (ArrayBuffer.isView(object)) {
      this.text += `<${(object as Int32Array).join()}>`;
    } else if (Array.isArray(object)) {
      this.text += '[';
      for (const item of object as unknown[]) this.value(item);
      this.text += ']';
    } else if (object instanceof Map || object instanceof Set) {
      this.text += '(';
      for (const [key, item] of object.entries() as Iterable<[unknown, unknown]>) {
        this.value(key);
        this.value(item);
      }
      this.text += ')';
    } else {
      this.#fields(object);
    }
  }

  #fields(object: object): void {
    this.text += '{';
    for (let type: unknown = Object.getPrototypeOf(object); type !== null && type !== Object.prototype; type = Object.getPrototypeOf(type)) {
      const maker = (type as { constructor: object }).constructor;
      const reader = readers().get(maker);
      if (reader !== undefined) this.#named(reader(object));
      else if (Function.prototype.toString.call(maker).includes('#')) this.closed = true;
    }
    this.#named(object as Record<string, unknown>);
    this.text += '}';
  }

  #named(fields: Record<string, unknown>): void {
    for (const name in fields) {
      if (this.#incidental.has(name)) this.#met?.add(name);
      else this.value(fields[name]);
    }
  }
}
