// Drives the vendors' own clients, two generations each, against models of a running service and
// prints what they saw as one JSON document: JSON by a schema, and a stream that breaks off.
// Arguments: address of the service, API key, and by library the models to ask: pairs of one that
// answers and one that breaks off, by vendor.
const [address, apiKey, given] = process.argv.slice(2);
const schema = {
  type: "object", properties: { port: { type: "string" } }, required: ["port"], additionalProperties: false,
};
const seen = {};

for (const [library, vendors] of Object.entries(JSON.parse(given))) {
  const ask = library.includes("anthropic") ? await claude(library) : await gemini(library);
  seen[library] = {};
  await Promise.all(
    Object.entries(vendors).map(async ([vendor, [model, breaking]]) => {
      seen[library][vendor] = {
        object: JSON.parse(await ask.object(model, `[json] ${library} to ${vendor}`)),
        broken: await failure(() => ask.stream(breaking, `[cut] ${library} to ${vendor}`)),
      };
    }),
  );
}
console.log(JSON.stringify(seen));

async function claude(library) {
  const { default: Anthropic } = await import(library);
  const { messages } = new Anthropic({ baseURL: address, apiKey, maxRetries: 0 });
  const about = (model, content) => ({ model, max_tokens: 500, messages: [{ role: "user", content }] });
  const output_config = { format: { type: "json_schema", schema } };
  return {
    object: async (model, text) => (await messages.create({ ...about(model, text), output_config })).content[0].text,
    stream: (model, text) => messages.stream(about(model, text)).finalMessage(),
  };
}

async function gemini(library) {
  const { GoogleGenAI } = await import(library);
  const { models } = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: address } });
  const config = { responseMimeType: "application/json", responseJsonSchema: schema };
  return {
    object: async (model, contents) => (await models.generateContent({ model, contents, config })).text,
    stream: async (model, contents) => {
      let text = "";
      for await (const chunk of await models.generateContentStream({ model, contents })) text += chunk.text ?? "";
      return text;
    },
  };
}

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return error.message;
  }
}
