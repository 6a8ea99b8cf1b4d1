import CLibgit2

/// The difference of two texts in git's own form.
package enum UnifiedDiff {
  /// The patch from one text to the other, as `git diff` prints it; empty where they are equal.
  ///
  /// - Parameters:
  ///   - path: The path that the patch names on both sides.
  ///   - oldPath: The path on the old side, where it is another one.
  ///   - old: The bytes before; nil for a new file.
  ///   - new: The bytes after; nil for a removed file.
  /// - Throws: `GitError.failed`.
  package static func text(
    path: String,
    oldPath: String? = nil,
    old: [UInt8]?,
    new: [UInt8]?
  ) throws(GitError) -> String {
    try Repository.start(.reading)
    let before = old ?? []
    let after = new ?? []
    let patch = try OwnedPointer("compare \(path)", freedBy: git_patch_free) { patch in
      before.withUnsafeBytes { before in
        after.withUnsafeBytes { after in
          // A missing side is a null pointer; an empty one must not be.
          git_patch_from_buffers(
            &patch,
            old == nil ? nil : before.baseAddress ?? UnsafeRawPointer(bitPattern: 1),
            before.count,
            oldPath ?? path,
            new == nil ? nil : after.baseAddress ?? UnsafeRawPointer(bitPattern: 1),
            after.count,
            path,
            nil
          )
        }
      }
    }
    var text = git_buf()
    defer { git_buf_dispose(&text) }
    try call("compare \(path)") { git_patch_to_buf(&text, patch.pointer) }
    return string(of: text)
  }
}
