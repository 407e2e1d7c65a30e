// Drives one generation of the official client against a running service and prints what it saw as
// one JSON document. Arguments: module, base URL, API key, model.
const [module, baseURL, apiKey, model] = process.argv.slice(2);
const { default: Anthropic } = await import(module);
const client = new Anthropic({ baseURL, apiKey, maxRetries: 0 });
const ask = (content, more = {}) => ({ model, max_tokens: 2000, messages: [{ role: "user", content }], ...more });
const tool = { name: "tide", input_schema: { type: "object", properties: { port: { type: "string" } } } };
const seen = {};

const message = await client.messages.create(ask("Hello"));
seen.text = message.content[0].text;
seen.usage = message.usage.input_tokens + message.usage.output_tokens;
seen.requestId = typeof message._request_id;

const events = [];
const stream = client.messages.stream(ask("Hello"));
stream.on("text", (text) => events.push(text));
const final = await stream.finalMessage();
seen.streamed = events.join("|");
seen.stop = final.stop_reason;
seen.streamUsage = final.usage.output_tokens;

const called = await client.messages.stream(ask("tools", { tools: [tool] })).finalMessage();
seen.calls = called.content.filter((block) => block.type === "tool_use").map((block) => block.input.port);
seen.callStop = called.stop_reason;

const thought = await client.messages
  .stream(ask("think", { thinking: { type: "enabled", budget_tokens: 1024 } }))
  .finalMessage();
seen.thought = thought.content[0].thinking;
seen.signature = thought.content[0].signature;
const again = await client.messages.create({
  ...ask("think"),
  messages: [
    { role: "user", content: "think" },
    { role: "assistant", content: thought.content },
    { role: "user", content: "go on" },
  ],
});
seen.again = again.content[0].text;

seen.counted = (await client.messages.countTokens({ model, messages: [{ role: "user", content: "Hello" }] })).input_tokens > 0;

const models = [];
for await (const each of client.models.list({ limit: 1 })) models.push(each.id);
seen.models = models.includes(model);
seen.model = (await client.models.retrieve(model)).id;

seen.unknownModel = await failure(() => client.messages.create({ ...ask("x"), model: "no-such-model" }));
seen.wrongKey = await failure(() => new Anthropic({ baseURL, apiKey: "sk-lyss-wrong", maxRetries: 0 }).models.list());
seen.refused = await failure(() => client.messages.create(ask("refuse")));
seen.broken = await failure(() => client.messages.stream(ask("break")).finalMessage());

console.log(JSON.stringify(seen));

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.status ?? null, type: error.error?.error?.type ?? null };
  }
}
