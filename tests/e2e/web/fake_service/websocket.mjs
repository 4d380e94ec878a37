// As much of RFC 6455 as a stand-in needs: the handshake and unfragmented text frames to the client.
import { createHash } from "node:crypto";

const guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export function acceptSocket(request, socket) {
  const key = createHash("sha1").update(request.headers["sec-websocket-key"] + guid).digest("base64");
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
    `Sec-WebSocket-Accept: ${key}\r\n\r\n`);
  socket.on("error", () => {});
  socket.on("data", (data) => {
    if ((data[0] & 0x0f) === 8) socket.end();
  });
  return { send: (text) => !socket.destroyed && socket.write(frame(text)), close: () => socket.destroy() };
}

function frame(text) {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length])
    : body.length < 65536 ? Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
    : longHead(body.length);
  return Buffer.concat([head, body]);
}

function longHead(length) {
  const head = Buffer.alloc(10);
  head[0] = 0x81;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}
