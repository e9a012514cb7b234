/// What a cell, a column or a row shows that a spreadsheet or an export has done to it.
///
/// Nothing is repaired: a suspicious cell is sent as it stands.
public enum SuspiciousKind: String, CaseIterable, Sendable {
  case scientificNotation = "scientific_notation"
  case roundedNumber = "rounded_number"
  case lostZeros = "lost_zeros"
  case numberInText = "number_in_text"
  case formulaText = "formula_text"
  case errorWord = "error_word"
  case nullWord = "null_word"
  case dateSerial = "date_serial"
  case zeroDate = "zero_date"
  case twoDigitYear = "two_digit_year"
  case otherDate = "other_date"
  case decimalComma = "decimal_comma"
  case groupedDigits = "grouped_digits"
  case unitInNumber = "unit_in_number"
  case booleanWord = "boolean_word"
  case otherSpelling = "other_spelling"
  case outerBlanks = "outer_blanks"
  case invisibleCharacter = "invisible_character"
  case lineBreak = "line_break"
  case mojibake
  case replacementMark = "replacement_mark"
  case lostCharacter = "lost_character"
  case htmlEntity = "html_entity"
  case cutText = "cut_text"
  case repeatedHeader = "repeated_header"
  case duplicateRow = "duplicate_row"
  case duplicateValue = "duplicate_value"
  case emptyColumn = "empty_column"
  case rowLimit = "row_limit"

  /// What is seen, and what to do about it, in two sentences or three.
  public var remedy: String {
    switch self {
    case .scientificNotation:
      "a long number was shortened, as 4.9E+11, and its digits are lost. Format the column as text at the source and export again."
    case .roundedNumber:
      "a number has zeros behind its fifteenth digit, where spreadsheets round. Format the column as text at the source and export again."
    case .lostZeros:
      "a number is shorter than the others of its column, as if zeros in front of it were lost. Format the column as text at the source and export again."
    case .numberInText:
      "a text ends with .0, as a program writes a number with a fraction. Export the column as text."
    case .formulaText:
      "a cell is a formula, as =\"00123\", that keeps a spreadsheet from changing it. Export the value without it."
    case .errorWord:
      "a formula has failed at the source. Correct it there, or leave the text out with --map-value COLUMN:TEXT=."
    case .nullWord:
      "a word stands for nothing, and would be sent as it is. Leave it out with --map-value COLUMN:TEXT=."
    case .dateSerial:
      "a date is the number of days by which a spreadsheet keeps it. Format the column as a date, yyyy-mm-dd, and export again."
    case .zeroDate: "a date is the zero of a spreadsheet or database. Leave it out with --map-value COLUMN:TEXT=."
    case .twoDigitYear: "a year has two digits. Format the column with four, and export again."
    case .otherDate:
      "a date is in another form than RFC 3339. Give its form with --dates and --time-zone, which read no names of months."
    case .decimalComma:
      "a number has a comma before its fraction, or points between its thousands. Give --decimal comma."
    case .groupedDigits: "a number has marks between its thousands. Format the column without them, and export again."
    case .unitInNumber: "a number has a unit, a currency or other text with it. Format the column as a plain number."
    case .booleanWord:
      "a word or digit stands for true or false. Give both, as --map-value COLUMN:yes=true --map-value COLUMN:no=false."
    case .otherSpelling:
      "a value is one of its field's but for case, blanks or hyphens. Give --map-value COLUMN:TEXT=VALUE."
    case .outerBlanks: "a text begins or ends with a blank, which is sent too. Trim the column at the source."
    case .invisibleCharacter: "a text has a character that nobody sees. Clean the column at the source."
    case .lineBreak: "a text goes over several lines. Check that it is meant to."
    case .mojibake:
      "a text was read in a wrong encoding, as Ã¼ for ü. Export it again in UTF-8, and do not open that file in a spreadsheet between."
    case .replacementMark: "a character was lost and is U+FFFD now. Export again in UTF-8."
    case .lostCharacter: "a question mark stands within a word, as in M?ller. Export again in UTF-8."
    case .htmlEntity: "a text has entities of HTML, as &amp;. Export the plain text."
    case .cutText:
      "a text has just as many characters as a program keeps: 255 or 32,767. Check that nothing is missing."
    case .repeatedHeader: "the header stands between the rows, as when files are put together. Delete the row."
    case .duplicateRow:
      "a row is the same as an earlier one, and they become one customer. Only --key-column tells them apart."
    case .duplicateValue: "a value that should be one customer's stood in an earlier row. Check which row is right."
    case .emptyColumn: "the column has no text in any row. Check the export, or leave the column out with --ignore."
    case .rowLimit: "the file has just as many rows as a spreadsheet takes. Check that none is missing at its end."
    }
  }
}
