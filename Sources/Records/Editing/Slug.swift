/// Returns a file name without extension for a title: lower-case ASCII words joined by `-`.
///
/// At most 60 bytes, never empty, and never a name that Windows reserves or that stands for a meeting (`next`, `last`). Letters with marks lose them (é becomes e);
/// other scripts leave nothing, in which case the name is `record`.
package func slug(for title: String) -> String {
  var words: [String] = []
  var word = ""
  for scalar in title.lowercased().unicodeScalars {
    if let letters = asciiLetters(for: scalar) {
      word += letters
    } else if !word.isEmpty, !isApostrophe(scalar) {
      words.append(word)
      word = ""
    }
  }
  if !word.isEmpty { words.append(word) }
  var result = ""
  for word in words {
    let next = result.isEmpty ? String(word.prefix(60)) : result + "-" + word
    if next.utf8.count > 60 { break }
    result = next
  }
  if result.isEmpty { return "record" }
  return isReserved(result) ? result + "-record" : result
}

/// Names that Windows keeps for devices, with or without an extension, and those that mean a meeting.
private func isReserved(_ name: String) -> Bool {
  if ["con", "prn", "aux", "nul", "next", "last"].contains(name) { return true }
  return name.count == 4 && (name.hasPrefix("com") || name.hasPrefix("lpt")) && name.last?.isNumber == true
}

private func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "'" || scalar == "\u{2019}"
}

/// Returns the ASCII letters and digits that stand for a lower-case character, nil for a separator.
private func asciiLetters(for scalar: Unicode.Scalar) -> String? {
  switch scalar {
  case "a"..."z", "0"..."9": return String(scalar)
  case "ß": return "ss"
  case "æ": return "ae"
  case "œ": return "oe"
  case "ø": return "o"
  case "ł": return "l"
  case "đ", "ð": return "d"
  case "þ": return "th"
  case "ı": return "i"
  case "\u{300}"..."\u{36F}": return ""
  default: return letterBases[scalar]
  }
}

/// The base letters of the Latin letters with marks that European names use.
private let letterBases: [Unicode.Scalar: String] = {
  let groups: [(String, String)] = [
    ("a", "àáâãäåāăąǎ"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęěẽ"), ("g", "ĝğġģ"), ("h", "ĥħ"),
    ("i", "ìíîïĩīĭį"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀ"), ("n", "ñńņňŋ"), ("o", "òóôõöōŏőơ"), ("r", "ŕŗř"),
    ("s", "śŝşšș"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűųư"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
  ]
  var bases: [Unicode.Scalar: String] = [:]
  for (base, letters) in groups {
    for letter in letters.unicodeScalars { bases[letter] = base }
  }
  return bases
}()
