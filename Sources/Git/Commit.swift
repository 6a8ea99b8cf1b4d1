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
    let lines = paragraphs.first
    return lines.count == 1 ? String(lines[0]) : lines.joined(separator: " ")
  }

  /// Everything after the first paragraph, without blank lines around it; empty if there is nothing.
  package var body: String {
    paragraphs.rest.joined(separator: "\n")
  }

  /// The lines of the first paragraph, and those after it without blank ones around them; none with blanks at its end.
  private var paragraphs: (first: ArraySlice<Substring>, rest: ArraySlice<Substring>) {
    let lines = message.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { Substring($0.trimmingEnd) }.drop(while: \.isEmpty)
    let first = lines.prefix { !$0.isEmpty }
    var rest = lines.dropFirst(first.count).drop(while: \.isEmpty)
    while rest.last?.isEmpty == true { rest.removeLast() }
    return (first, rest)
  }
}

extension Substring.UTF8View {
  /// The text without spaces, tabs and carriage returns at its end.
  fileprivate var trimmingEnd: Substring.UTF8View {
    var text = self
    while let last = text.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") || last == UInt8(ascii: "\r") {
      text.removeLast()
    }
    return text
  }
}
