//! A list as a file for other programs: comma-separated values, or a spreadsheet.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// A list with its headings.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name of the list.
    pub name: String,
    /// The heading of each column.
    pub head: Vec<String>,
    /// The rows, each as long as `head`.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A day.
    Day(Date),
    /// A number.
    Number(i32),
}

/// A list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// As comma-separated values.
    #[error("the list could not be written as comma-separated values")]
    Csv(#[from] csv::Error),
    /// As a spreadsheet.
    #[error("the list could not be written as a spreadsheet")]
    Xlsx(#[from] XlsxError),
    /// Its end could not be written.
    #[error("the end of the list could not be written")]
    End(#[source] std::io::Error),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl Cell {
    /// The cell as text of a file that a spreadsheet program may open: a text that such a program
    /// would take for a formula begins with an apostrophe, so that nobody's name is calculated.
    fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
                format!("'{text}")
            }
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl Sheet {
    /// The list as comma-separated values, RFC 4180, in UTF-8 with a mark at the beginning, by
    /// which spreadsheet programs know it.
    pub fn csv(&self) -> Result<Vec<u8>, SheetError> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(&self.head)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::plain))?;
        }
        writer.into_inner().map_err(|error| SheetError::End(error.into_error()))
    }

    /// The list as a spreadsheet, ISO/IEC 29500, with its headings in view and to filter by.
    pub fn xlsx(&self) -> Result<Vec<u8>, SheetError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(&self.name)?;
        let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
        for (column, title) in (0_u16..).zip(&self.head) {
            sheet.write_string_with_format(0, column, title, &bold)?;
        }
        for (line, row) in (1_u32..).zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => drop(sheet.write_string(line, column, text)?),
                    Cell::Number(number) => drop(sheet.write_number(line, column, *number)?),
                    Cell::Day(date) => match excel(*date) {
                        Some(at) => drop(sheet.write_datetime_with_format(line, column, at, &day)?),
                        None => drop(sheet.write_string(line, column, date.to_string())?),
                    },
                }
            }
        }
        let (last_row, last_column) = (self.rows.len(), self.head.len().saturating_sub(1));
        if let (Ok(row), Ok(column)) = (u32::try_from(last_row), u16::try_from(last_column)) {
            sheet.autofilter(0, 0, row, column)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.autofit();
        Ok(book.save_to_buffer()?)
    }
}

/// The day as spreadsheets count it; `None` before 1900.
fn excel(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nothing_that_somebody_is_called_is_a_formula() {
        let sheet = Sheet {
            name: "List".into(),
            head: vec!["Name".into(), "Day".into(), "Days".into()],
            rows: vec![vec![
                Cell::Text("=1+1, \"x\"".into()),
                Cell::Day(date(2026, 7, 15)),
                Cell::Number(-3),
            ]],
        };
        let text = String::from_utf8(sheet.csv().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Name,Day,Days\n\"'=1+1, \"\"x\"\"\",2026-07-15,-3\n");
        // A spreadsheet is an archive, which begins so.
        assert_eq!(sheet.xlsx().unwrap().get(..2), Some(b"PK".as_slice()));
    }
}
