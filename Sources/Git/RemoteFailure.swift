/// Why git could not do what it was asked to do with a remote.
package struct RemoteFailure: Error, Sendable, Hashable {
  /// What a person can do something about.
  package enum Reason: Sendable, Hashable {
    /// There is no `git` to run.
    case noGit
    /// The host isn't known, doesn't answer, or can't be reached from here.
    case unreachable
    /// Nothing was heard for longer than the deadline.
    case silent(seconds: Int)
    /// The host is there, the repository isn't, or is hidden from this person.
    case noRepository
    /// The host wants a password or a key, and nobody could be asked.
    case credentialsNeeded
    /// The password or the key was refused.
    case credentialsRefused
    /// The host takes tokens and keys, and no longer passwords.
    case passwordsNotTaken
    /// The host's ssh key is unknown, or isn't the one it had.
    case hostKey
    /// The certificate of the host is not one that this computer trusts.
    case certificate
    /// The folder of the remote belongs to another user of this computer.
    case foreignOwner
    /// The person may read here, but not write.
    case readOnly
    /// The remote has no branch of that name.
    case noBranch
    /// Git's configuration, or the address after its rewriting, asks for a transport that rapport doesn't use.
    case forbiddenTransport
    /// Another git is changing the same references here.
    case locked
    /// Anything else.
    case other
  }

  package var reason: Reason

  /// What git and the host said, without progress; safe to show: no control characters, no passwords in URLs.
  package var lines: [String]

  package init(_ reason: Reason, lines: [String] = []) {
    self.reason = reason
    self.lines = lines
  }

  /// Reads the messages of a git that failed; they are in English, since git was asked for that.
  init(messages: RemoteMessages) {
    let text = messages.lines.joined(separator: "\n").lowercased()
    let known = Self.signs.first { sign in sign.texts.contains { text.contains($0) } }
    self.init(known?.reason ?? .other, lines: messages.lines)
  }

  /// What tells the reasons apart, the surest first: git has no other way of telling them.
  private static let signs: [(reason: Reason, texts: [String])] = [
    (.forbiddenTransport, ["transport '", "unable to find remote helper"]),
    (.foreignOwner, ["dubious ownership"]),
    (
      .hostKey, ["host key verification failed", "remote host identification has changed", "no matching host key type"]
    ),
    (
      .certificate,
      [
        "certificate verification failed", "ssl certificate problem", "server certificate", "ssl: no alternative",
        "certificate subject name", "self-signed certificate", "self signed certificate",
      ]
    ),
    (
      .passwordsNotTaken,
      ["support for password authentication was removed", "password authentication is not supported"]
    ),
    (.credentialsNeeded, ["terminal prompts disabled", "could not read username", "could not read password"]),
    (.noBranch, ["couldn't find remote ref"]),
    (.locked, ["cannot lock ref"]),
    (
      .readOnly,
      [
        "write access to repository not granted", "marked as read only", "permission to ", "service not enabled",
        "not allowed to push", "insufficient permission for adding an object",
      ]
    ),
    (
      .credentialsRefused,
      ["authentication failed", "permission denied (", "invalid username or", "too many authentication failures"]
    ),
    (
      .unreachable,
      [
        "could not resolve host", "unable to look up", "temporary failure in name resolution", "failed to connect to",
        "couldn't connect to", "unable to connect to", "connection refused", "connection timed out",
        "operation timed out", "no route to host", "network is unreachable", "connection reset by peer",
        "connection closed by", "kex_exchange_identification",
      ]
    ),
    (.readOnly, ["error: 403", "http 403"]),
    (
      .noRepository,
      [
        "does not appear to be a git repository", "repository not found", "' not found", "not found\n",
        "does not exist",
        "access denied or repository not exported", "no such file or directory", "not a git repository",
        "project you were looking for",
      ]
    ),
    (.unreachable, ["the remote end hung up", "early eof", "unexpected disconnect", "rpc failed"]),
  ]
}

/// What git wrote to standard error while it spoke with a remote, cut into lines that are safe to show.
struct RemoteMessages: Sendable {
  /// The lines that say something once all is over.
  private(set) var lines: [String] = []
  private var rest: [UInt8] = []
  /// Whether the last byte was a carriage return: alone it ends progress, before a line feed a line of ssh's.
  private var isAfterReturn = false

  /// The most lines, and the most bytes of one line, that are kept.
  private static let largestCount = 40
  private static let longestLine = 1 << 12

  /// Takes more bytes.
  ///
  /// - Returns: The lines that ended in them, progress among them.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [String] {
    var ended: [String] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") || isAfterReturn {
        if let line = endLine(isProgress: byte != UInt8(ascii: "\n")) { ended.append(line) }
      }
      isAfterReturn = byte == UInt8(ascii: "\r")
      if byte != UInt8(ascii: "\n"), !isAfterReturn, rest.count < Self.longestLine { rest.append(byte) }
    }
    return ended
  }

  /// Takes what is left as a line of its own.
  mutating func end() { _ = endLine(isProgress: false) }

  private mutating func endLine(isProgress: Bool) -> String? {
    defer { rest.removeAll(keepingCapacity: true) }
    let line = GitCommand.shown(String(decoding: rest, as: UTF8.self)).redactingURLSecrets().trimmingBlanksAtEnd
    guard !line.isEmpty else { return nil }
    if !isProgress, !Self.saysNothing(line), !lines.contains(line) {
      lines.append(line)
      if lines.count > Self.largestCount { lines.removeFirst() }
    }
    return line
  }

  /// Git ends the progress of a step with a line such as `remote: Counting objects: 100% (3/3), done.`, and guesses at reasons.
  private static func saysNothing(_ line: String) -> Bool {
    if ["Please make sure you have the correct access rights", "and the repository exists."].contains(line) {
      return true
    }
    return line.contains(/^(remote: )?[A-Z][a-z]+ [a-z ]+: +\d+% \(\d+\/\d+\)/)
      || line.contains(/^(remote: )?(Enumerating objects: \d+|Total \d+ |Delta compression |Everything up-to-date)/)
  }
}

extension String {
  /// The text without spaces and tabs at its end.
  fileprivate var trimmingBlanksAtEnd: String {
    var text = self[...]
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
