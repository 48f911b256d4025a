/** The contract as the server publishes it, for the docs page; null where the client was built without it. */
export async function load_contract(): Promise<unknown> {
  try {
    const answer = await fetch('/openapi.json');
    return answer.ok ? ((await answer.json()) as unknown) : null;
  } catch {
    return null;
  }
}
