package import Records

/// One record as a file: where it is, what it says, and how it stands to the last commit.
package struct RecordFile: Sendable {
  /// Whether the file's content is in the last commit.
  package enum Standing: Sendable, Hashable {
    /// As committed.
    case saved
    /// Changed since the last commit.
    case changed
    /// In no commit yet.
    case new
  }

  /// The text, parsed, or what is wrong with it.
  package enum Content: Sendable {
    // In a box: lists of records are copied and filtered again and again.
    indirect case readable(Document)
    case unreadable([Diagnostic])
  }

  /// Path in the repository, components separated by "/".
  package let path: String
  package let kind: RecordKind
  /// The file as read.
  package let bytes: [UInt8]
  package let content: Content
  package let standing: Standing

  /// Parses bytes read from a work tree or from a commit.
  package init(path: String, bytes: [UInt8], standing: Standing) {
    self.path = path
    self.bytes = bytes
    self.standing = standing
    kind = RecordKind(path: path)
    do throws(UnreadableRecord) {
      content = .readable(try Document.parse(bytes))
    } catch {
      content = .unreadable(error.problems.map { $0.at(path: path) })
    }
  }

  /// The parsed text; nil when it can't be read.
  package var document: Document? {
    if case .readable(let document) = content { document } else { nil }
  }

  /// The file's name without folder and `.md`.
  package var stem: String { Self.stem(of: path) }

  /// The name of a path's file without folder and `.md`.
  package static func stem(of path: String) -> String {
    let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
    let end = path.hasSuffix(".md") ? path.utf8.index(path.endIndex, offsetBy: -3) : path.endIndex
    return String(path[start..<max(start, end)])
  }

  /// Kind and name as commit subjects and lists say it: "goal toxicity-paper", "agreement".
  package static func label(of path: String) -> String {
    let kind = RecordKind(path: path)
    switch KindDescription.of(kind).place {
    case .file: return kind == .privateSpace ? "private space" : kind.rawValue
    case .folder: return kind.rawValue + " " + stem(of: path)
    case nil: return path
    }
  }

  /// The record's identity, if its front matter has one.
  package var id: String? {
    document?.text(of: "id")
  }

  /// What the record is called: the kind's title field, else the file's name.
  package var title: String {
    let field = KindDescription.of(kind).titleField
    return field.flatMap { document?.text(of: $0) } ?? stem
  }
}

extension Document {
  /// The text of a scalar field; nil where the field is absent, empty or no scalar.
  package func text(of field: String) -> String? {
    guard case .scalar(let text, _)? = frontMatter[field]?.content, !text.isEmpty else { return nil }
    return text
  }

  /// The texts of a list field, or the one text of a scalar field; empty where the field is absent.
  package func texts(of field: String) -> [String] {
    switch frontMatter[field]?.content {
    case .scalar(let text, _)?: text.isEmpty ? [] : [text]
    case .sequence(let items, _)?:
      items.compactMap { item in
        if case .scalar(let text, _) = item.content { text } else { nil }
      }
    default: []
    }
  }
}
