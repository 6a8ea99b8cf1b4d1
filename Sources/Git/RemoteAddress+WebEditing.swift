extension RemoteAddress {
  /// What a host's address for editing a file has between the repository and the branch.
  private static let editFolders = [
    "github": "edit", "gitlab": "-/edit", "codeberg": "_edit", "forgejo": "_edit",
  ]

  /// The address of the page on which a file can be edited in a browser; nil where the host is none whose pages are known.
  ///
  /// Known are GitHub, GitLab and Forgejo, by the first part of the host's name: `github.com`, `codeberg.org`, `gitlab.example.org`.
  ///
  /// - Parameters:
  ///   - path: The file's path from the repository's root.
  ///   - branch: The branch's name, without `refs/heads/`.
  package func webEditAddress(of path: String, on branch: String) -> String? {
    guard let host = host?.lowercased(), let name = host.split(separator: ".").first, host.contains("."),
      let folder = Self.editFolders[String(name)],
      var repository = publicText, repository.hasPrefix("https://")
    else { return nil }
    while repository.hasSuffix("/") { repository.removeLast() }
    if repository.hasSuffix(".git") { repository.removeLast(4) }
    guard self.path.split(separator: "/").count > 1 else { return nil }
    return "\(repository)/\(folder)/\(Self.percentEncoded(branch))/\(Self.percentEncoded(path))"
  }

  /// A path as an address holds it.
  private static func percentEncoded(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        String(UnicodeScalar(byte))
      default:
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }.joined()
  }
}
