/// Reads files of a work tree one after the other; a folder stays open from one of its files to the next.
package struct WorkTreeReader {
  private final class OpenFolder {
    let path: Substring
    let descriptor: FileDescriptor

    init(_ path: Substring, _ descriptor: consuming FileDescriptor) {
      self.path = path
      self.descriptor = descriptor
    }
  }

  private let tree: WorkTree
  private var open: OpenFolder?

  package init(_ tree: WorkTree) {
    self.tree = tree
  }

  /// Reads a regular file; nil where there is none.
  ///
  /// - Parameter isListed: Whether a listing of the work tree has just said that it is one.
  /// - Throws: As ``WorkTree/read(_:)``.
  package mutating func read(_ path: String, isListed: Bool = false) throws(SpaceError) -> WorkTree.File? {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    let name = try WorkTree.name(of: path)
    // By bytes: two folders may have names that are equal as text.
    if open.map({ !$0.path.utf8.elementsEqual(folder.utf8) }) ?? true {
      open = nil
      guard let descriptor = try tree.openFolder(of: path, creating: false) else { return nil }
      open = OpenFolder(folder, descriptor)
    }
    guard let open else { return nil }
    return try tree.read(name, in: open.descriptor, path: path, isListed: isListed)
  }
}
