import Foundation

/// All files of a folder, kept in memory so that many tests can have a copy each.
package struct FolderImage: Sendable {
  private let files: [(path: String, bytes: [UInt8])]

  /// - Throws: Whatever Foundation throws if a file can't be read.
  package init(of folder: String) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    files = try paths.filter { path in
      try FileManager.default.attributesOfItem(atPath: folder + "/" + path)[.type] as? FileAttributeType == .typeRegular
    }.map { ($0, try readFile(at: folder + "/" + $0)) }
  }

  /// Writes the files into a folder, over what is there.
  ///
  /// - Throws: Whatever Foundation throws if a file can't be written.
  package func write(into folder: String) throws {
    for file in files { try writeFile(at: folder + "/" + file.path, file.bytes) }
  }
}
