/// Why nothing can be searched.
package enum SearchError: Error, Sendable, Hashable {
  /// SQLite failed; its own words, which hold nothing of the texts.
  case failed(operation: String, message: String)
}
