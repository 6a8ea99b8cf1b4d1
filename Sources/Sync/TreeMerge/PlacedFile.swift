import Git
import Records

/// A file that a merged tree is to hold.
struct PlacedFile: Hashable {
  /// Where it is to be.
  var path: TreePath
  let mode: FileMode
  var blob: ObjectID
  /// The record's id; nil if it has none.
  var id: String?
  /// The sides that have a file of this identity at this path.
  var sides: Set<MergedTree.Side> = []
  /// The questions open in it, where it was merged.
  var openEntries: [OpenEntry] = []
  /// The path of the version that it is kept beside, and why.
  var companion: Companion?

  /// The version of the same file that a second one is kept beside.
  struct Companion: Hashable {
    let path: TreePath
    let reason: MergeNotice.Reason
  }

  /// The file as it stands in the tree.
  var file: TreeFile { TreeFile(path: path.text, mode: mode, id: blob) }

  /// Whether an entry of a tree has the same content and mode.
  func isSame(as entry: TreeEntry) -> Bool { entry.mode == mode && entry.id == blob }
}

extension TreePath {
  /// The path with something between the name's stem and its extension.
  func inserting(_ text: String) -> TreePath {
    let name = self.text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return TreePath(self.text + text) }
    return TreePath(self.text[..<dot] + text + self.text[dot...])
  }

  /// Equal for paths that some file systems take for the same.
  ///
  /// A string's equality is that of NFC; both cases, one after the other, are the folding of letters like ß and ſ.
  var folded: String { text.uppercased().lowercased() }

  /// The paths of the folders that the file is in.
  var folders: [TreePath] {
    text.indices.filter { text[$0] == "/" }.map { TreePath(String(text[..<$0])) }
  }
}
