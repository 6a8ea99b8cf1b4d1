/// Where a remote repository is, in one of the forms that git knows and that can do no harm.
///
/// Git takes more than these: it starts a program for `ext::sh -c …`, and for a host or path that begins with "-" ssh does. Such addresses are refused before any
/// program sees them. A password is taken out: it is neither stored nor shown.
package struct RemoteAddress: Sendable, Hashable {
  /// How the remote is reached.
  package enum Transport: String, Sendable, Hashable, CaseIterable {
    case ssh
    case https
    case http
    /// Git's own protocol, which knows neither passwords nor secrecy.
    case git
    /// A folder of this computer, or of a disk that is mounted here.
    case folder
  }

  package let transport: Transport

  /// The address as git takes it, without a password.
  package let text: String

  /// The host; nil for a folder.
  package let host: String?

  /// The user before the host, without a password; nil if none is named.
  package let user: String?

  /// The path on the host, or the absolute path of the folder.
  package let path: String

  /// Whether a password was taken out of the address.
  package let hadPassword: Bool

  /// Whether a port is named.
  private let hasPort: Bool

  /// Reads an address as a person types it or as a configuration holds it.
  ///
  /// - Parameter directory: The absolute path from which the path of a folder begins.
  /// - Throws: `RemoteAddressProblem`.
  package init(_ text: String, relativeTo directory: String) throws(RemoteAddressProblem) {
    guard !text.isEmpty else { throw .empty }
    guard text.unicodeScalars.allSatisfy(Self.isPlain) else { throw .controlCharacter }
    guard !text.hasPrefix("-") else { throw .leadingDash }
    if let scheme = text.firstRange(of: "://") {
      try self.init(scheme: text[..<scheme.lowerBound], rest: text[scheme.upperBound...])
    } else if let colon = Self.hostEnd(in: text) {
      guard !text[colon...].hasPrefix("::") else { throw .transport(String(text[..<colon])) }
      try self.init(user: text[..<colon], path: text[text.index(after: colon)...])
    } else {
      self.init(folder: text.hasPrefix("/") ? text : directory + "/" + text)
    }
  }

  /// The address at which a stranger, whom the host doesn't know, would look for the repository; nil where there is none.
  ///
  /// Of a hosted repository that is reached by ssh, this is the same path by https.
  package var publicText: String? {
    guard let host else { return nil }
    switch transport {
    case .https, .http, .git:
      return user.map { text.replacing($0 + "@", with: "", maxReplacements: 1) } ?? text
    case .ssh:
      guard user == "git", host.contains("."), !hasPort, path.first != "~" else { return nil }
      return "https://\(host)/" + path.drop { $0 == "/" }
    case .folder: return nil
    }
  }

  private init(
    transport: Transport,
    text: String,
    host: String?,
    user: String?,
    path: String,
    hasPort: Bool = false,
    hadPassword: Bool = false
  ) {
    self.transport = transport
    self.text = text
    self.host = host
    self.user = user
    self.path = path
    self.hasPort = hasPort
    self.hadPassword = hadPassword
  }

  private init(folder: String) {
    self.init(transport: .folder, text: folder, host: nil, user: nil, path: folder)
  }

  /// Reads `scheme://user:password@host:port/path`.
  private init(scheme: Substring, rest: Substring) throws(RemoteAddressProblem) {
    let name = scheme.lowercased()
    if name == "file" {
      guard rest.hasPrefix("/") else { throw .host }
      try Self.checkPercents(in: rest)
      guard let path = Self.decodingPercents(in: rest) else { throw .path }
      guard path.unicodeScalars.allSatisfy(Self.isPlain) else { throw .controlCharacter }
      self.init(folder: path)
      return
    }
    guard let transport = Transport(rawValue: name), transport != .folder else { throw .transport(String(scheme)) }
    // A password with a bare "/" hides its "@" in what looks like the path, and would be shown with it.
    let authority = rest.prefix { !"/?#".contains($0) }
    let path = rest[authority.endIndex...]
    let (userPart, hostPart) = Self.split(authority)
    if userPart == nil, authority.contains(":"), path.contains("@"), Self.port(of: authority) == nil {
      throw .password
    }
    let user = userPart.map { $0.prefix { $0 != ":" } }.flatMap { $0.isEmpty ? nil : $0 }
    let hadPassword = userPart?.contains(":") ?? false
    if let user { try Self.check(user: user) }
    let port = Self.port(of: hostPart)
    let host = port.map { hostPart.dropLast($0.count + 1) } ?? hostPart
    try Self.check(host: host)
    guard path.utf8.count > 1, path.first == "/" else { throw .path }
    try Self.check(path: path.dropFirst())
    try Self.checkPercents(in: path)
    self.init(
      transport: transport,
      text: "\(name)://" + (user.map { $0 + "@" } ?? "") + hostPart + path,
      host: String(host),
      user: user.map(String.init),
      path: String(path),
      hasPort: port != nil,
      hadPassword: hadPassword
    )
  }

  /// Reads ssh's short form `user@host:path`.
  private init(user authority: Substring, path: Substring) throws(RemoteAddressProblem) {
    let (user, host) = Self.split(authority)
    if let user { try Self.check(user: user) }
    try Self.check(host: host)
    try Self.check(path: path)
    self.init(
      transport: .ssh,
      text: "\(authority):\(path)",
      host: String(host),
      user: user.map(String.init),
      path: String(path)
    )
  }

  /// Where the host of ssh's short form ends; nil if the text is no such form but a path.
  private static func hostEnd(in text: String) -> String.Index? {
    let start = text.firstRange(of: "@[")?.upperBound ?? (text.hasPrefix("[") ? text.startIndex : nil)
    if let start, let close = text[start...].firstIndex(of: "]") {
      let colon = text.index(after: close)
      return colon < text.endIndex && text[colon] == ":" ? colon : nil
    }
    guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else { return nil }
    return colon
  }

  private static func split(_ authority: Substring) -> (user: Substring?, host: Substring) {
    guard let at = authority.lastIndex(of: "@") else { return (nil, authority) }
    return (authority[..<at], authority[authority.index(after: at)...])
  }

  /// The digits after a host's last colon, outside the brackets of an IPv6 address.
  private static func port(of authority: Substring) -> Substring? {
    guard let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") else { return nil }
    let digits = authority[authority.index(after: colon)...]
    return !digits.isEmpty && digits.utf8.count <= 5 && digits.allSatisfy { $0.isASCII && $0.isNumber } ? digits : nil
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }

  private static func check(user: Substring) throws(RemoteAddressProblem) {
    let isName = user.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-+%~@".unicodeScalars.contains($0))
    }
    guard isName, !user.isEmpty, !user.hasPrefix("-") else { throw .user }
    try checkPercents(in: user)
  }

  private static func check(host: Substring) throws(RemoteAddressProblem) {
    guard !host.isEmpty, !host.hasPrefix("-"), host.utf8.count <= 253 else { throw .host }
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    let inside = isBracketed ? host.dropFirst().dropLast() : host
    let isName = inside.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "." || $0 == "-"
          || (isBracketed ? $0 == ":" : $0 == "_"))
    }
    guard isName, !inside.isEmpty, !inside.hasPrefix("-") else { throw .host }
  }

  private static func check(path: Substring) throws(RemoteAddressProblem) {
    guard !path.isEmpty, !path.hasPrefix("-") else { throw .path }
    // A shell on the other side gets the path; git quotes it, but what no path needs is refused.
    guard !path.contains(where: { "`\"'$;&|<>()".contains($0) }) else { throw .path }
  }

  /// Refuses percent signs that stand for characters which no one may type.
  private static func checkPercents(in text: Substring) throws(RemoteAddressProblem) {
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      if let value = escaped(at: index, in: bytes), value < 0x20 || value == 0x7f { throw .controlCharacter }
    }
  }

  /// The text with what its percent signs stand for, as git reads an address of a folder; nil where that is no UTF-8.
  private static func decodingPercents(in text: Substring) -> String? {
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let value = escaped(at: index, in: bytes)
      decoded.append(value ?? bytes[index])
      index += value == nil ? 1 : 3
    }
    return String(validating: decoded, as: UTF8.self)
  }

  /// The byte that a percent sign with two hexadecimal digits stands for; nil where there are no such three.
  private static func escaped(at index: Int, in bytes: [UInt8]) -> UInt8? {
    guard bytes[index] == UInt8(ascii: "%") else { return nil }
    let digits = bytes[(index + 1)...].prefix(2)
    guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

/// Why an address is refused.
package enum RemoteAddressProblem: Error, Sendable, Hashable {
  case empty
  /// It holds a control character or an invisible one, perhaps as `%0a`.
  case controlCharacter
  /// It begins with "-", so that a program would take it for an option.
  case leadingDash
  /// It names a transport that rapport doesn't use, some of which start programs.
  case transport(String)
  /// Its user is missing or holds characters that no user's name has.
  case user
  /// Its host is missing, begins with "-", or holds characters that no host has.
  case host
  /// Its path is missing, begins with "-", or holds characters that mean something to a shell.
  case path
  /// It seems to hold a password with a "/", which can't be told from the path.
  case password
}
