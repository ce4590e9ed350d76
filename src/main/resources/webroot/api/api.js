// Shows the API's own document, and lets one try what it says. Nothing of the document becomes markup: all text
// goes into text nodes.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const page = id => document.getElementById(id);
let api;

/** An element with its properties and its children; strings become text. */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.flat().filter(child => child !== undefined && child !== ''));
  return element;
}

/** The part of the document that a reference names, or the thing itself. */
function resolve(thing) {
  return thing?.$ref ? thing.$ref.slice(2).split('/').reduce((at, step) => at[step], api) : thing;
}

const nameOf = reference => reference.slice(reference.lastIndexOf('/') + 1);

/** Text with `code` in it as nodes. */
function prose(text = '') {
  return text.split(/(`[^`]+`)/).map(part =>
    part.startsWith('`') && part.length > 1 ? make('code', {}, part.slice(1, -1)) : part);
}

/** A schema in a few words, as nodes. */
function type(schema) {
  if (schema.$ref) {
    return [make('a', {href: `#shape-${nameOf(schema.$ref)}`}, nameOf(schema.$ref))];
  }
  if (schema.oneOf) {
    return schema.oneOf.flatMap((one, i) => [i ? ' or ' : '', ...type(one)]);
  }
  if (schema.enum) {
    return [schema.enum.map(word => JSON.stringify(word)).join(' | ')];
  }
  if ('const' in schema) {
    return [JSON.stringify(schema.const)];
  }
  if (schema.type === 'array') {
    return ['list of ', ...type(schema.items), bounds(schema.minItems, schema.maxItems)];
  }
  if (schema.type === 'object') {
    return schema.additionalProperties ? ['object, by name: ', ...type(schema.additionalProperties)] : ['object'];
  }
  const kind = schema.format ?? schema.type ?? 'any JSON';
  return [kind + bounds(schema.minLength ?? schema.minimum, schema.maxLength ?? schema.maximum)];
}

function bounds(least, most) {
  const far = most === undefined || most >= Number.MAX_SAFE_INTEGER;
  return least === undefined && far ? '' : far ? ` ≥ ${least}` : ` ${least ?? 0}–${most}`;
}

function row(name, must, schema, meaning) {
  return make('tr', {}, make('td', {}, make('code', {className: must ? 'must' : '',
    title: must ? 'required' : ''}, name)), make('td', {}, ...type(schema)), make('td', {}, ...prose(meaning)));
}

function table(head, rows) {
  return make('table', {}, make('thead', {}, make('tr', {}, ...head.map(text => make('th', {scope: 'col'}, text)))),
    make('tbody', {}, ...rows));
}

/** The fields of an object; of anything else its type. */
function fields(schema) {
  if (!schema.properties) {
    return make('p', {}, ...type(schema));
  }
  return table(['field', 'type', 'meaning'], Object.entries(schema.properties).map(([name, field]) =>
    row(name, (schema.required ?? []).includes(name), field, field.description ?? resolve(field).description)));
}

/** A value that a schema would take. */
function example(schema, name = '') {
  const plain = resolve(schema);
  if (plain.const !== undefined) return plain.const;
  if (plain.enum) return plain.enum[0];
  if (plain.oneOf) return example(plain.oneOf[0], name);
  switch (plain.type) {
    case 'object': return Object.fromEntries((plain.required ?? []).map(field =>
      [field, example(plain.properties[field], field)]));
    case 'array': return plain.items.$ref ? [example(plain.items, name)] : [];
    case 'integer': return plain.default ?? Math.max(1, plain.minimum ?? 1);
    case 'boolean': return true;
    case 'string': return plain.format === 'date-time' ? '2030-01-31T12:00:00.000Z'
      : {room: 'lobby', rooms: 'lobby', user: 'ana', users: 'ana', text: 'Hello', name: 'Lobby'}[name] ?? 'x1';
    default: return {};
  }
}

function curl(method, path, operation) {
  const filled = path.replace(/{(\w+)}/g, (all, name) => encodeURIComponent(example({type: 'string'}, name)));
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${location.origin}${base()}${filled}`,
    `-H "Authorization: Bearer $TOKEN"`];
  const body = operation.requestBody?.content['application/json'].schema;
  if (body) {
    lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(example(body))}'`);
  }
  return lines.join(' \\\n  ');
}

const base = () => new URL(api.servers[0].url, location.href).pathname;

function answers(operation) {
  return table(['status', 'body', 'meaning'], Object.entries(operation.responses).map(([status, reference]) => {
    const answer = resolve(reference);
    const schema = Object.values(answer.content ?? {})[0]?.schema;
    const headers = Object.keys(answer.headers ?? {});
    return make('tr', {}, make('td', {}, make('code', {}, status)),
      make('td', {}, ...(schema ? (schema.properties ? [fields(schema)] : type(schema)) : [])),
      make('td', {}, ...prose(answer.description), ...headers.length ? [` Headers: ${headers.join(', ')}.`] : []));
  }));
}

/** A form that sends the request and shows what comes back. */
function trial(method, path, parameters, body) {
  const inputs = parameters.filter(one => one.in !== 'header' || !one.name.startsWith('Parley-As')).map(one =>
    [one, make('input', {name: one.name, required: one.required && one.in === 'path', size: 16, autocomplete: 'off'})]);
  const text = body && make('textarea', {value: JSON.stringify(example(body), null, 2), spellcheck: false,
    ariaLabel: 'body'});
  const shown = make('pre', {hidden: true, tabIndex: 0});
  const form = make('form', {}, make('div', {className: 'fields'}, ...inputs.map(([one, input]) =>
    make('label', {}, one.name, input))), text ?? '', make('button', {}, 'Send'), shown);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    shown.hidden = false;
    shown.textContent = await send(method, path, inputs, text?.value);
  });
  return form;
}

async function send(method, path, inputs, body) {
  const headers = {};
  const query = new URLSearchParams();
  let place = path;
  for (const [{in: where, name, schema}, {value}] of inputs) {
    if (where === 'path') {
      place = place.replace(`{${name}}`, encodeURIComponent(value));
    } else if (value !== '' && where === 'header') {
      headers[name] = value;
    } else if (value !== '') {
      (schema.type === 'array' ? value.split(',') : [value]).forEach(one => query.append(name, one.trim()));
    }
  }
  const credential = page('credential').value.trim();
  if (credential) headers.Authorization = `Bearer ${credential}`;
  if (page('as').value.trim()) headers['Parley-As'] = page('as').value.trim();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const answer = await fetch(`${base()}${place}${query.size ? `?${query}` : ''}`, {method, headers, body});
    const told = ['etag', 'link', 'location', 'retry-after', 'allow'].filter(name => answer.headers.has(name))
      .map(name => `${name}: ${answer.headers.get(name)}`);
    const content = await answer.text();
    return [`${answer.status} ${answer.statusText}`, ...told, '', pretty(content)].join('\n');
  } catch (fault) {
    return `No answer: ${fault.message}`;
  }
}

function pretty(content) {
  try {
    return JSON.stringify(JSON.parse(content), null, 2);
  } catch {
    return content;
  }
}

function describe(method, path, operation) {
  const parameters = (operation.parameters ?? []).map(resolve);
  const body = operation.requestBody?.content['application/json'].schema;
  const inside = make('div', {className: 'inside'});
  const details = make('details', {className: 'operation', id: operation.operationId},
    make('summary', {}, make('span', {className: `method ${method}`}, method), make('code', {}, path),
      make('span', {className: 'what'}, ...prose(operation.summary))), inside);
  details.dataset.words = `${method} ${path} ${operation.operationId} ${operation.summary}`.toLowerCase();
  details.addEventListener('toggle', () => {
    if (details.open && !inside.hasChildNodes()) {
      inside.append(make('p', {}, ...prose(operation.description)),
        ...parameters.length ? [make('h3', {}, 'Parameters'), table(['name', 'in', 'type', 'meaning'],
          parameters.map(one => {
            const line = row(one.name, one.required, one.schema, one.description);
            line.firstChild.after(make('td', {}, one.in));
            return line;
          }))] : [],
        ...body ? [make('h3', {}, 'Body'), fields(body)] : [],
        make('h3', {}, 'Answers'), answers(operation),
        make('h3', {}, 'By hand'), make('pre', {tabIndex: 0}, curl(method, path, operation)),
        make('h3', {}, 'Try it'), trial(method, path, parameters, body));
    }
  });
  return details;
}

function render() {
  page('about').append(...api.info.description.split('\n\n').map(text => make('p', {}, ...prose(text))));
  const byTag = new Map(api.tags.map(({name}) => [name, []]));
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of METHODS.filter(one => item[one])) {
      byTag.get(item[method].tags[0]).push([method.toUpperCase(), path, item[method]]);
    }
  }
  for (const [tag, operations] of byTag) {
    page('operations').append(make('section', {id: `tag-${tag}`}, make('h2', {}, tag),
      ...operations.map(one => describe(...one))));
    page('contents').append(make('h2', {}, tag), ...operations.map(([, , operation]) =>
      make('a', {href: `#${operation.operationId}`}, operation.operationId.slice(tag.length + 1))));
  }
  page('operations').append(make('section', {}, make('h2', {}, 'Shapes'),
    ...Object.entries(api.components.schemas).map(([name, schema]) => make('details',
      {className: 'operation', id: `shape-${name}`}, make('summary', {}, make('code', {}, name),
        make('span', {className: 'what'}, ...prose(schema.description))),
      make('div', {className: 'inside'}, fields(schema))))));
}

function filter() {
  const words = page('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const details of document.querySelectorAll('details[data-words]')) {
    details.hidden = !words.every(word => details.dataset.words.includes(word));
  }
}

function open() {
  const target = location.hash && page(decodeURIComponent(location.hash.slice(1)));
  if (target?.tagName === 'DETAILS') {
    target.open = true;
    target.scrollIntoView();
  }
}

try {
  const answer = await fetch('/api/v1/openapi.json');
  api = await answer.json();
  render();
  const count = document.querySelectorAll('details[data-words]').length;
  page('state').textContent = `${count} operations.`;
  page('filter').addEventListener('input', filter);
  addEventListener('hashchange', open);
  open();
} catch (fault) {
  page('state').textContent = `The document could not be read: ${fault.message}`;
}
