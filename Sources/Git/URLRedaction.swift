extension String {
  /// The text with the secret part of every URL in it replaced by `***`.
  ///
  /// The user of `ssh://git@host` is no secret and stays; before an http host even a lone user may be a token and goes.
  package func redactingURLSecrets() -> String {
    var result = ""
    var rest = self[...]
    while let scheme = rest.firstIndex(ofText: "://") {
      let start = rest.index(scheme, offsetBy: 3)
      let url = rest[start...].prefix { !$0.isWhitespace && !"'\"<>".contains($0) }
      let isWeb = ["http", "https"].contains { rest[..<scheme].lowercased().hasSuffix($0) }
      result += rest[..<start]
      if let at = endOfUserInformation(of: url), isWeb || url[..<at].contains(":") {
        result += "***" + url[at...]
      } else {
        result += url
      }
      rest = rest[url.endIndex...]
    }
    return result + rest
  }
}

/// The "@" that ends the user information of a URL without its scheme.
private func endOfUserInformation(of url: Substring) -> Substring.Index? {
  let authority = url.prefix { !"/?#".contains($0) }
  if let at = authority.lastIndex(of: "@") { return at }
  // A password typed with a bare "/" hides its "@" in what looks like the path.
  guard let colon = authority.firstIndex(of: ":"), !authority[colon...].dropFirst().allSatisfy(\.isNumber) else {
    return nil
  }
  return url.lastIndex(of: "@")
}

extension Substring {
  fileprivate func firstIndex(ofText text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}
