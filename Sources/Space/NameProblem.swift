/// What is wrong with the name of a file or folder that two people share.
///
/// The same rules hold on every system, so that what one person may send the other may have, too.
package enum NameProblem: Sendable, Hashable, CaseIterable {
  /// It is `.` or `..`.
  case dots
  /// Git's own folder, or what a file system takes for it: `.GIT`, `git~1`, `.git ` with a blank, `.g<U+200C>it`.
  case gitFolder
  /// `.gitmodules`, or what a file system takes for it; a space has no repositories in it.
  case gitModules
  /// Its bytes are no UTF-8.
  case encoding
  /// It has a control character.
  case controlCharacter
  /// It has a character that can't be seen or changes the direction of text.
  case invisibleCharacter
  /// It has `/`, `\` or `:`, which some systems take for the end of a folder's name.
  case separator
  /// It begins with "-", so that programs take it for an option.
  case leadingDash
  /// It ends with a dot or a blank, which some systems leave out.
  case trailingDotOrBlank
  /// It is the name of a device on some systems, such as `CON` or `nul.md`.
  case device
  /// It has more than 255 bytes.
  case length
}

extension NameProblem {
  /// The longest name that common file systems take, in bytes.
  private static let longest = 255

  /// What is wrong with the name of one entry of a folder; nil if nothing is.
  package init?(inName bytes: some Collection<UInt8>) {
    guard let problem = Self.problem(in: bytes) else { return nil }
    self = problem
  }

  /// The first problem with a name in a path from the root of the work tree; nil if there is none.
  package init?(inPath path: String) {
    for name in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let problem = Self.problem(in: name) else { continue }
      self = problem
      return
    }
    return nil
  }

  private static func problem(in bytes: some Collection<UInt8>) -> NameProblem? {
    if isOrdinary(bytes) { return nil }
    guard let name = String(validating: bytes, as: UTF8.self) else { return .encoding }
    if name == "." || name == ".." { return .dots }
    let plain = foldedByFileSystems(name)
    if plain == ".git" || plain.contains(/^git~[0-9]+$/) { return .gitFolder }
    if plain == ".gitmodules" || plain.contains(/^(gitmod~[0-9]+|gi7eba~[0-9]+|gi7d29~[0-9]+)$/) { return .gitModules }
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control: return .controlCharacter
      case .format where scalar == "\u{200C}" || scalar == "\u{200D}": break
      case .format, .lineSeparator, .paragraphSeparator: return .invisibleCharacter
      default: if "/\\:".unicodeScalars.contains(scalar) { return .separator }
      }
    }
    if name.hasPrefix("-") { return .leadingDash }
    if name.hasSuffix(".") || name.hasSuffix(" ") { return .trailingDotOrBlank }
    if isDevice(name) { return .device }
    return bytes.count > longest ? .length : nil
  }

  /// Whether a name is of the kind that nearly all have, which need no closer look: letters, digits, `-`, `_` and dots, and too
  /// long up to its first dot for a device.
  private static func isOrdinary(_ bytes: some Collection<UInt8>) -> Bool {
    var (count, stem, last) = (0, Int?.none, UInt8(ascii: "."))
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        break
      case UInt8(ascii: "-") where count > 0: break
      case UInt8(ascii: ".") where count > 0: stem = stem ?? count
      default: return false
      }
      (count, last) = (count + 1, byte)
    }
    return last != UInt8(ascii: ".") && (stem ?? count) > 4 && count <= longest
  }

  /// What is left of a name for file systems that leave out or don't tell apart some characters: in lower case, without joiners and the like, without dots and
  /// blanks at its end, and up to a colon or backslash.
  private static func foldedByFileSystems(_ name: String) -> String {
    let scalars = name.unicodeScalars.prefix { $0 != ":" && $0 != "\\" }
    var kept = scalars.filter { $0.properties.generalCategory != .format }.map { $0 }
    while let last = kept.last, last == "." || last == " " { kept.removeLast() }
    return String(String.UnicodeScalarView(kept)).lowercased()
  }

  private static func isDevice(_ name: String) -> Bool {
    var base = name.prefix { $0 != "." }
    while base.last == " " { base.removeLast() }
    return base.lowercased().contains(/^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$/)
  }
}

extension NameProblem {
  /// The problem in words, for the middle of a sentence.
  package var inWords: String {
    switch self {
    case .dots: "a file called '.' or '..'"
    case .gitFolder: "a file that passes for git's own folder"
    case .gitModules: "a list of other repositories"
    case .encoding: "a name that isn't UTF-8"
    case .controlCharacter: "a name with a control character"
    case .invisibleCharacter: "a name with a character that can't be seen"
    case .separator: "a name with '/', '\\' or ':'"
    case .leadingDash: "a name that begins with '-'"
    case .trailingDotOrBlank: "a name that ends with a dot or a blank"
    case .device: "a name that Windows keeps for a device"
    case .length: "a name of more than 255 bytes"
    }
  }
}
