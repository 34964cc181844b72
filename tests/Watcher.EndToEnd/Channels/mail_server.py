"""A real SMTP server (aiosmtpd) on loopback: STARTTLS first, then a name and password; mails land as files in a folder.

Arguments: folder, certificate, key. Prints its port. Refuses refused@... with 550 and puts off later@... with 451.
"""
import asyncio, os, ssl, sys
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

folder, certificate, key = sys.argv[1:]
taken = 0


class Handler:
    # Mechanisms ignore case (RFC 4954); aiosmtpd knows only "LOGIN", .NET writes "login".
    async def auth_login(self, server, args):
        return await server.auth_LOGIN(server, args)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later@"):
            return "451 4.7.1 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        global taken
        taken += 1
        part = os.path.join(folder, f"{taken}.part")
        with open(part, "wb") as mail:
            mail.write(envelope.content)
        os.rename(part, os.path.join(folder, f"{taken}.eml"))
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"watcher" and data.password == b"correct horse"
    return AuthResult(success=right, handled=False)


tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(certificate, key)
controller = Controller(Handler(), hostname="127.0.0.1", port=0, tls_context=tls, require_starttls=True,
                        authenticator=authenticate, auth_required=True)


async def serve():
    server = await asyncio.get_running_loop().create_server(controller.factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(serve())
