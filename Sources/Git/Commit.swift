/// What ties a commit to others, and nothing else of it.
package struct CommitLinks: Sendable, Hashable {
  /// The root tree.
  package let tree: ObjectID

  /// The parents, first parent first; a shallow clone may not hold them.
  package let parents: [ObjectID]

  /// The committer's time in seconds since 1970.
  package let committedSeconds: Int64
}

/// What one commit says.
package struct Commit: Sendable, Hashable {
  package let id: ObjectID

  /// The root tree.
  package let tree: ObjectID

  /// The parents, first parent first; a shallow clone may not hold them.
  package let parents: [ObjectID]

  package let author: Signature
  package let committer: Signature

  /// The whole message, decoded leniently; never written as it stands here.
  package let message: String

  package init(
    id: ObjectID,
    tree: ObjectID,
    parents: [ObjectID],
    author: Signature,
    committer: Signature,
    message: String
  ) {
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }

  /// The lines of the first paragraph, joined by spaces; empty for an empty message.
  package var subject: String {
    messageLines.prefix { !isBlank($0) }.map { trimmingEnd($0) }.joined(separator: " ")
  }

  /// Everything after the first paragraph, without blank lines around it; empty if there is nothing.
  package var body: String {
    var lines = messageLines.drop { !isBlank($0) }.drop(while: isBlank)
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    return lines.map { trimmingEnd($0) }.joined(separator: "\n")
  }

  private var messageLines: ArraySlice<Substring> {
    // By Unicode scalar, since CR LF is one character.
    message.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Substring($0) }.drop(while: isBlank)
  }
}

private func isBlank(_ line: Substring) -> Bool {
  line.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
}

private func trimmingEnd(_ line: Substring) -> Substring {
  var scalars = line.unicodeScalars
  while let last = scalars.last, last == " " || last == "\t" || last == "\r" { scalars.removeLast() }
  return Substring(scalars)
}
