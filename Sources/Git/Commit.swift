/// What ties a commit to others, and nothing else of it.
package struct CommitLinks: Sendable, Hashable {
  /// The root tree.
  package let tree: ObjectID

  /// The parents, first parent first; a shallow clone may not hold them.
  package let parents: [ObjectID]

  /// The committer's time in seconds since 1970.
  package let committedSeconds: Int64
}

/// The bytes of a commit, to be read when it is asked for what it says.
package struct CommitContent: Sendable, Hashable {
  package let id: ObjectID
  private let bytes: [UInt8]

  /// The most bytes to keep of one commit.
  private static let largest = 4096

  /// Takes the content of an object; nil if it is too large to be kept.
  init?(_ id: ObjectID, _ bytes: UnsafeRawBufferPointer) {
    guard bytes.count <= Self.largest else { return nil }
    self.id = id
    self.bytes = Array(bytes)
  }

  /// What the commit says.
  ///
  /// - Throws: `GitError.corrupt` if it is damaged.
  package func commit() throws(GitError) -> Commit {
    try bytes.withUnsafeBytes { bytes -> Result<Commit, GitError> in
      var parser = CommitParser(id: id, bytes: bytes)
      do throws(GitError) { return .success(try parser.parse()) } catch { return .failure(error) }
    }.get()
  }
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
    if let onlyLine { return String(onlyLine) }
    let lines = paragraphs.first
    return lines.count == 1 ? String(lines[0]) : lines.joined(separator: " ")
  }

  /// Everything after the first paragraph, without blank lines around it; empty if there is nothing.
  package var body: String {
    onlyLine == nil ? paragraphs.rest.joined(separator: "\n") : ""
  }

  /// The message without the newline at its end, if there is no other and it has no blanks there, as in most commits.
  private var onlyLine: Substring? {
    let newline = UInt8(ascii: "\n")
    let line = message.utf8.last == newline ? message.utf8.dropLast() : message.utf8[...]
    guard let last = line.last, !last.isBlank, !line.contains(newline) else { return nil }
    return Substring(line)
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
    while let last = text.last, last.isBlank { text.removeLast() }
    return text
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\r")
  }
}
