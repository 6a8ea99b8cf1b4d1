/// What a record may hold at most; a file beyond a limit is refused, whatever else it holds.
package enum ParsingLimits {
  /// The largest file, in bytes (8 MiB).
  package static let fileBytes = 8 * 1024 * 1024
  /// The largest front matter between its fences, in bytes (256 KiB).
  package static let frontMatterBytes = 256 * 1024
  /// The deepest nesting of lists and mappings; the front matter itself is depth 1.
  package static let depth = 16
  /// The most scalars, lists, mappings and aliases in one front matter, keys included.
  package static let nodes = 20_000
  /// The most lines that one run re-quotes while it looks for sentences that YAML misreads.
  static let repairedLines = 32
  /// The most findings of one sort that are reported for one front matter while reading it.
  static let reportedOddities = 100
}
