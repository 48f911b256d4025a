// The contract as a page for engineers: every call with who may make it, made of /openapi.json by itself.
import { render, type JSX } from 'preact';
import '../ui/tokens.css';
import '../ui/base.css';
import './shell.css';
import { load_contract } from '../net/contract';

interface Operation {
  summary?: string;
  'x-permission'?: { public?: boolean; roles?: string[] };
  responses?: Record<string, unknown>;
}

interface Contract {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
}

const k_methods = ['get', 'post', 'patch', 'delete'];

function who(operation: Operation): string {
  const permission = operation['x-permission'];
  return permission?.public ? 'everybody' : (permission?.roles ?? []).join(', ');
}

function Page(props: { contract: Contract }): JSX.Element {
  const { info, paths } = props.contract;
  const rows = Object.entries(paths).flatMap(([path, item]) =>
    k_methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
  return (
    <main class="docs-main">
      <h1>
        {info.title} API {info.version}
      </h1>
      <p>
        The whole contract: <a href="/openapi.json">openapi.json</a>
      </p>
      <p class="docs-text">{info.description}</p>
      <table>
        <caption>{rows.length} calls</caption>
        <thead>
          <tr>
            <th scope="col">Call</th>
            <th scope="col">What it does</th>
            <th scope="col">Who</th>
            <th scope="col">Answers</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, method, operation }) => (
            <tr key={method + path}>
              <th scope="row">
                {method.toUpperCase()} {path}
              </th>
              <td>{operation.summary}</td>
              <td>{who(operation)}</td>
              <td>{Object.keys(operation.responses ?? {}).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}

async function start(): Promise<void> {
  const root = document.getElementById('app');
  if (!root) return;
  const contract = await load_contract();
  if (contract) render(<Page contract={contract as Contract} />, root);
  else root.textContent = 'openapi.json is not there: build the client with npm run build.';
}

void start();
