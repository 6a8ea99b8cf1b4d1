import Records
import Testing

/// Reads a record that the test knows to be readable.
func document(_ text: String) throws -> Document {
  try Document.parse(Array(text.utf8))
}

/// Returns the problems of a record that can't be read.
func problems(of text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [Diagnostic] {
  let error = #expect(throws: UnreadableRecord.self, sourceLocation: sourceLocation) { try document(text) }
  return try #require(error, sourceLocation: sourceLocation).problems
}

/// Returns a file after an edit of its document.
func edited(_ text: String, _ edit: (Document) throws -> [Edit]) throws -> String {
  let document = try document(text)
  return String(decoding: document.applying(try edit(document)), as: UTF8.self)
}

/// Returns the source text of a node.
func source(of node: YAMLNode?, in document: Document) throws -> String {
  String(decoding: document.bytes[try #require(node).range], as: UTF8.self)
}
