/// Which files of a repository may be records.
package enum RecordPath {
  /// Says whether a file at this path is a record if it starts with front matter.
  ///
  /// Records are `*.md` files; `templates/`, folders whose name begins with a dot, and `*.unmerged-*.md` hold none.
  package static func mayHoldRecord(_ path: String) -> Bool {
    guard path.hasSuffix(".md") else { return false }
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = components.last, name != ".md" else { return false }
    let folders = components.dropLast()
    return folders.first != "templates" && !folders.contains { $0.hasPrefix(".") } && !isUnmerged(name)
  }

  private static func isUnmerged(_ name: Substring) -> Bool {
    guard name.contains("unmerged") else { return false }
    return name.split(separator: ".").dropFirst().dropLast().contains { $0.hasPrefix("unmerged-") }
  }
}
