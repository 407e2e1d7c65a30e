// Drives one generation of the official client against a running service and prints what it saw as
// one JSON document. Arguments: name of the library, base URL, API key.
const [library, baseURL, apiKey] = process.argv.slice(2);
const { default: OpenAI } = await import(library);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: "user", content: "Hello" }];
const seen = {};

const chat = await client.chat.completions.create({ model: "stub-model", messages });
seen.chat = chat.choices[0].message.content;
seen.usage = chat.usage.total_tokens;

let text = "";
for await (const chunk of await client.chat.completions.create({ model: "stub-model", messages, stream: true })) {
  text += chunk.choices[0]?.delta?.content ?? "";
}
seen.stream = text;

const withUsage = [];
for await (const chunk of await client.chat.completions.create({
  model: "stub-model", messages, stream: true, stream_options: { include_usage: true },
})) {
  if (chunk.usage) withUsage.push(chunk.usage.total_tokens);
}
seen.streamUsage = withUsage;

const tool = { type: "function", function: { name: "tide", parameters: { type: "object", properties: {} } } };
const called = await client.chat.completions.create({ model: "stub-model", messages, tools: [tool], tool_choice: "required" });
seen.tool = called.choices[0].message.tool_calls[0].function;

const streamed = client.chat.completions.stream({ model: "stub-model", messages, tools: [tool] });
const { name, arguments: given } = (await streamed.finalChatCompletion()).choices[0].message.tool_calls[0].function;
seen.streamedTool = { name, arguments: given };

const schema = { type: "object", properties: { port: { type: "string" } }, required: ["port"] };
const structured = await client.chat.completions.parse({
  model: "stub-model", messages, response_format: { type: "json_schema", json_schema: { name: "harbour", schema } },
});
seen.structured = JSON.parse(structured.choices[0].message.content);

const models = [];
for await (const model of client.models.list()) models.push(model.id);
seen.models = models;
seen.model = (await client.models.retrieve("stub-model")).id;

seen.unknownModel = await failure(() => client.chat.completions.create({ model: "no-such-model", messages }));
seen.wrongKey = await failure(() => new OpenAI({ baseURL, apiKey: "sk-lyss-wrong", maxRetries: 0 }).models.list());
seen.vendorRefusal = await failure(() => client.chat.completions.create({ model: "stub-model", messages, temperature: 99 }));

const broken = await failure(async () => {
  const parts = await client.chat.completions.create({
    model: "stub-model", messages: [{ role: "user", content: "break" }], stream: true,
  });
  for await (const part of parts) seen.broken = part;
});
seen.broken = { code: broken.code, kind: broken.kind };

console.log(JSON.stringify(seen));

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.status, code: error.code, kind: error.constructor.name };
  }
}
