// Plays the vendors with aimock, and in front of it keeps every request as it came: the journal of
// aimock holds requests as it understood them, and those to most vendors in OpenAI's form.
// Argument: a file of fixtures. Prints its address; GET /kept answers with what was kept, all else
// goes to aimock. Ends when its standard input does.
import http from "node:http";
import { LLMock } from "@copilotkit/aimock";

const mock = new LLMock({ port: 0, host: "127.0.0.1", strict: true, logLevel: "silent" });
mock.loadFixtureFile(process.argv[2]);
const inner = new URL(await mock.start());
const agent = new http.Agent({ keepAlive: true });
const kept = [];

const front = http.createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  if (request.url === "/kept") {
    response.end(JSON.stringify(kept));
    return;
  }
  if (!request.url.startsWith("/__aimock/")) {
    kept.push({ path: request.url, headers: request.headers, body: body.toString() });
  }
  forward(request, body, response);
});

function forward({ method, url: path, headers }, body, response) {
  const { hostname, port } = inner;
  const call = http.request({ hostname, port, method, path, headers, agent }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.on("error", () => response.destroy());
    answer.pipe(response);
  });
  call.on("error", () => response.destroy());
  call.end(body);
}

process.stdin.on("end", () => process.exit(0)).resume();
front.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${front.address().port}`));
