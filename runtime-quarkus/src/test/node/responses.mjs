// Drives an official client against a running service and prints what it saw as one JSON document.
// Arguments: address of the service, API key, name of the library.
const [address, apiKey, library] = process.argv.slice(2);
const { default: OpenAI, AzureOpenAI } = await import(library);

const client = new OpenAI({ baseURL: address + "/v1", apiKey, maxRetries: 0 });
const seen = {};

for (const model of ["stub-model", "native-model"]) {
  const of = (seen[model] = {});
  const response = await client.responses.create({ model, input: "Hello", store: false });
  of.text = response.output_text;
  of.usage = response.usage.total_tokens;

  const stream = client.responses.stream({ model, input: "Hello", store: false });
  of.stream = "";
  for await (const event of stream) {
    if (event.type === "response.output_text.delta") of.stream += event.delta;
  }
  of.final = (await stream.finalResponse()).output_text;

  const tool = { type: "function", name: "tide", parameters: { type: "object" }, strict: false };
  const called = await client.responses.create({ model, input: "Hello", tools: [tool] });
  const call = called.output.find((item) => item.type === "function_call");
  of.call = call.name + " " + call.arguments;

  of.broken = await failure(async () => {
    for await (const event of await client.responses.create({ model, input: "break", stream: true })) {
      if (event.type === "error") throw new Error(event.message);
    }
  });
}

seen.stored = await failure(() =>
  client.responses.create({ model: "stub-model", input: "Hello", previous_response_id: "resp_1" }),
);

const vectors = (answer) => answer.data.map((item) => Array.from(item.embedding));
seen.base64 = vectors(await client.embeddings.create({ model: "stub-model", input: "one" }));
seen.float = vectors(
  await client.embeddings.create({ model: "stub-model", input: ["one", "two"], encoding_format: "float" }),
);


const many = Array.from({ length: 250 }, (_, index) => "text " + index);
for (const model of ["embeds-as-gemini", "embeds-as-ollama"]) {
  const ask = async (input, more) => vectors(await client.embeddings.create({ model, input, ...more }));
  const all = await ask(many);
  seen[model] = {
    base64: await ask("one"),
    float: await ask(["one", "two"], { encoding_format: "float", dimensions: 3 }),
    many: all.length,
    inOrder: all.every((vector, index) => vector[2] === index),
    tokens: await failure(() => ask([1, 2])),
  };
}

const azureOf = (key) =>
  new AzureOpenAI({ endpoint: address, apiKey: key, apiVersion: "2024-10-21", deployment: "stub-model", maxRetries: 0 });
const azure = azureOf(apiKey);
const messages = [{ role: "user", content: "Hello" }];
seen.azure = (await azure.chat.completions.create({ model: "", messages })).choices[0].message.content;
seen.azureStream = "";
for await (const chunk of await azure.chat.completions.create({ model: "", messages, stream: true })) {
  seen.azureStream += chunk.choices[0]?.delta?.content ?? "";
}
seen.azureEmbedding = vectors(await azure.embeddings.create({ model: "stub-model", input: "one" }));
seen.azureKey = await failure(() => azureOf("sk-lyss-wrong").chat.completions.create({ model: "", messages }));

console.log(JSON.stringify(seen));

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return error.status ? error.status + " " + error.code : error.message;
  }
}
