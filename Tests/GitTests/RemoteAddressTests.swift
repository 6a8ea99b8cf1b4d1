import Git
import Testing

struct RemoteAddressTests {
  /// An address that must be refused, and why.
  struct Hostile: CustomTestStringConvertible {
    let text: String
    let problem: RemoteAddressProblem

    init(_ text: String, _ problem: RemoteAddressProblem) {
      self.text = text
      self.problem = problem
    }

    var testDescription: String { text.debugDescription }
  }

  static let hostile = [
    Hostile("", .empty),
    Hostile("-oProxyCommand=touch x", .leadingDash),
    Hostile("--upload-pack=touch x", .leadingDash),
    Hostile("-x@host:path", .leadingDash),
    Hostile("ext::sh -c touch% x", .transport("ext")),
    Hostile("ext::-", .transport("ext")),
    Hostile("EXT::sh", .transport("EXT")),
    Hostile("fd::17", .transport("fd")),
    Hostile("gcrypt::host:path", .transport("gcrypt")),
    Hostile("http::https://host/path", .transport("http::https")),
    Hostile("ext://host/path", .transport("ext")),
    Hostile("ext::ssh://host/path", .transport("ext::ssh")),
    Hostile("javascript://host/%0aalert(1)", .transport("javascript")),
    Hostile("data://text/html", .transport("data")),
    Hostile("ftp://host/path", .transport("ftp")),
    Hostile("rsync://host/path", .transport("rsync")),
    Hostile("persistent-https://host/path", .transport("persistent-https")),
    Hostile("folder://host/path", .transport("folder")),
    Hostile("ssh://-oProxyCommand=touch/path", .host),
    Hostile("ssh://-host/path", .host),
    Hostile("ssh://user@-oProxyCommand=x/path", .host),
    Hostile("ssh://-user@host/path", .user),
    Hostile("ssh://host/-path", .path),
    Hostile("ssh://host", .path),
    Hostile("ssh://host/", .path),
    Hostile("ssh:///path", .host),
    Hostile("ssh://[-oProxyCommand=x]/path", .host),
    Hostile("ssh://ho st/path", .host),
    Hostile("ssh://host;touch x/path", .host),
    Hostile("ssh://host/$(touch x)", .path),
    Hostile("ssh://host/`touch x`", .path),
    Hostile("ssh://host/a;touch x", .path),
    Hostile("ssh://host/a|b", .path),
    Hostile("user@host:-path", .path),
    Hostile("user@-host:path", .host),
    Hostile("us er@host:path", .user),
    Hostile("host:$(touch x)", .path),
    Hostile("host:", .path),
    Hostile("https://host/a\nb", .controlCharacter),
    Hostile("https://host\r/path", .controlCharacter),
    Hostile("https://host/\u{1b}[2J", .controlCharacter),
    Hostile("https://host/\u{202E}gpj", .controlCharacter),
    Hostile("https://host/\u{200B}", .controlCharacter),
    Hostile("https://host/a%0ab", .controlCharacter),
    Hostile("https://host/a%0Db", .controlCharacter),
    Hostile("https://host/a%00b", .controlCharacter),
    Hostile("https://us%0aer@host/path", .controlCharacter),
    Hostile("https://user:pass/word@host/path", .password),
    Hostile("https://hóst/path", .host),
    Hostile("https://host:99999999/path", .host),
    Hostile("https://user@/path", .host),
    Hostile("file://host/path", .host),
    Hostile("file:///a%0ab", .controlCharacter),
    Hostile("file:///a%E2%80%8Bb", .controlCharacter),
    Hostile("file:///a%ffb", .path),
    Hostile("git://host/\u{7f}", .controlCharacter),
    Hostile("/srv/\u{7}folder", .controlCharacter),
  ]

  @Test(arguments: hostile)
  func `a hostile address is refused before any program sees it`(address: Hostile) {
    #expect(throws: address.problem) { try RemoteAddress(address.text, relativeTo: "/home/ana") }
  }

  /// An address that git takes, and what it is understood as.
  struct Good: CustomTestStringConvertible {
    let typed: String
    let transport: RemoteAddress.Transport
    let host: String?
    let user: String?
    let text: String
    let publicText: String?

    init(
      _ typed: String,
      _ transport: RemoteAddress.Transport,
      host: String? = nil,
      user: String? = nil,
      text: String? = nil,
      publicText: String? = nil
    ) {
      self.typed = typed
      self.transport = transport
      self.host = host
      self.user = user
      self.text = text ?? typed
      self.publicText = publicText
    }

    var testDescription: String { typed }
  }

  @Test(arguments: [
    Good(
      "git@github.com:ana/mentoring.git",
      .ssh,
      host: "github.com",
      user: "git",
      publicText: "https://github.com/ana/mentoring.git"
    ),
    Good(
      "ssh://git@codeberg.org/ana/m.git",
      .ssh,
      host: "codeberg.org",
      user: "git",
      publicText: "https://codeberg.org/ana/m.git"
    ),
    Good("ssh://ana@host:2222/srv/m.git", .ssh, host: "host", user: "ana"),
    Good("hub:mentoring.git", .ssh, host: "hub"),
    Good("ana@server.example.org:~/m.git", .ssh, host: "server.example.org", user: "ana"),
    Good("[::1]:m.git", .ssh, host: "[::1]"),
    Good("ana@[::1]:m.git", .ssh, host: "[::1]", user: "ana"),
    Good("https://host/ana/m.git", .https, host: "host", publicText: "https://host/ana/m.git"),
    Good("HTTPS://host/m", .https, host: "host", text: "https://host/m", publicText: "https://host/m"),
    Good("https://ana@host/m", .https, host: "host", user: "ana", publicText: "https://host/m"),
    Good(
      "https://ana:secret@host:8443/m",
      .https,
      host: "host",
      user: "ana",
      text: "https://ana@host:8443/m",
      publicText: "https://host:8443/m"
    ),
    Good("file:///srv/m%20and%20b.git", .folder, text: "/srv/m and b.git"),
    Good("file:///srv/100%25/50%.git", .folder, text: "/srv/100%/50%.git"),
    Good("/srv/a%20b.git", .folder),
    Good("https://:secret@host/m", .https, host: "host", text: "https://host/m", publicText: "https://host/m"),
    Good("git://127.0.0.1:9418/m.git", .git, host: "127.0.0.1", publicText: "git://127.0.0.1:9418/m.git"),
    Good("/media/ana/stick", .folder),
    Good("stick/m.git", .folder, text: "/home/ana/stick/m.git"),
    Good("./a:b", .folder, text: "/home/ana/./a:b"),
    Good("file:///srv/m.git", .folder, text: "/srv/m.git"),
  ])
  func `an address is understood as git understands it`(address: Good) throws {
    let read = try RemoteAddress(address.typed, relativeTo: "/home/ana")
    #expect(read.transport == address.transport)
    #expect(read.host == address.host)
    #expect(read.user == address.user)
    #expect(read.text == address.text)
    #expect(read.publicText == address.publicText)
    #expect(read.hadPassword == address.typed.contains("secret"))
    #expect(!"\(read)".contains("secret"))
  }
}
