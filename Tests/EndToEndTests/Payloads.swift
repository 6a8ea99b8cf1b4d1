import Testing

/// Texts that would do something to a terminal, or hide what is read, if they reached it raw.
enum Payloads {
  /// Sequences that begin with ESC, and single control characters.
  static let controls: [String] = [
    "\u{1b}[2J", "\u{1b}[31mred\u{1b}[0m", "\u{1b}[1A\u{1b}[2K", "\u{1b}[?1049h", "\u{1b}[6n", "\u{1b}[21t", "\u{1b}c",
    "\u{1b}(0", "\u{1b}]0;title\u{07}", "\u{1b}]0;title\u{1b}\\",
    "\u{1b}]8;;http://x.example\u{07}here\u{1b}]8;;\u{07}",
    "\u{1b}]52;c;cm0gLXJm\u{07}", "\u{1b}P+q544e\u{1b}\\", "\u{1b}P$q\"p\u{1b}\\", "\u{1b}_app\u{1b}\\",
    "\u{1b}^pm\u{1b}\\",
    "\u{1b}X", "\u{9b}31m", "\u{9d}0;title\u{9c}", "\u{90}q\u{9c}", "\u{85}", "\u{84}", "good\rbad", "abc\u{08}\u{08}x",
    "\u{7f}\u{7f}", "\u{07}", "\u{0c}", "\u{0b}", "\u{0e}\u{0f}", "\u{01}\u{02}\u{03}\u{04}", "\u{1a}", "\u{11}\u{13}",
    "\u{1b}[3J", "\u{1b}[8mhidden", "\u{1b}[?25l", "\u{1b}[>c", "\u{1b}[?1000h", "\u{1b}[5i", "\u{1b}#8",
    "\u{1b}]4;1;?\u{07}", "\u{1b}]7;file://x.example/\u{07}", "\u{1b}]1337;File=:AA==\u{07}", "\u{9d}52;c;eA==\u{9c}",
  ]

  /// Characters that reorder the line, or that nobody sees.
  static let invisible: [String] = [
    "\u{202a}x\u{202c}", "\u{202b}x\u{202c}", "\u{202d}x\u{202c}", "\u{202e}gpj.exe\u{202c}", "\u{2066}x\u{2069}",
    "\u{2067}x\u{2069}", "\u{2068}x\u{2069}", "a\u{200e}b", "a\u{200f}b", "a\u{061c}b", "a\u{feff}b", "pay\u{200b}pal",
    "a\u{2060}b", "a\u{180e}b", "a\u{2028}b\u{2029}c", "\u{e0041}\u{e0042}\u{e007f}", "a\u{fff9}b\u{fffb}",
  ]

  static let all = controls + invisible

  /// Which of `all` are tried with every command that takes one: a few of each sort, and all of them in a long run.
  static let numbersTriedAlone = isSoak ? Array(all.indices) : [0, 8, 17, 22, 46, 53, 58]

  /// Whether a byte or a character of an output must not be there.
  ///
  /// - Returns: the first such place in words; nil where the output is inert.
  static func danger(in output: [UInt8]) -> String? {
    guard let text = String(validating: output, as: UTF8.self) else { return "invalid UTF-8" }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for scalar in line.unicodeScalars where isDangerous(scalar) {
        let code = String(scalar.value, radix: 16, uppercase: true)
        return "U+\(code) in line \(number + 1): \(line.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())"
      }
    }
    return nil
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0...0x1f, 0x7f...0x9f: true
    case 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0x061c, 0xfeff, 0x200b, 0x2028, 0x2029, 0xe0000...0xe007f:
      true
    default: false
    }
  }
}
