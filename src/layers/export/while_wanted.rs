//! Reading and writing as long as somebody waits for it, so that a large file is broken off in the middle.

use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::model::work::Work;

/// What is read or written, which fails once the work is ended.
#[derive(Debug)]
pub struct WhileWanted<'a, T> {
    inner: T,
    work: &'a Work,
    /// Whether a write was refused.
    refused: bool,
}

impl<'a, T> WhileWanted<'a, T> {
    /// Reads or writes `inner` as long as nobody ends `work`.
    pub const fn new(inner: T, work: &'a Work) -> Self {
        Self {
            inner,
            work,
            refused: false,
        }
    }
}

impl<T: Read> Read for WhileWanted<'_, T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.work.go_on().map_err(io::Error::other)?;
        self.inner.read(bytes)
    }
}

impl<T: Write> Write for WhileWanted<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A writer of zips that was refused still writes its list of files when it is dropped, and complains on
        // standard error when it cannot: what comes after a refusal is thrown away with the rest of the file.
        if self.refused {
            return Ok(bytes.len());
        }
        if let Err(ended) = self.work.go_on() {
            self.refused = true;
            return Err(io::Error::other(ended));
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Seek> Seek for WhileWanted<'_, T> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_more_is_read_or_written_once_the_work_is_ended() {
        let work = Work::default();
        let mut out = WhileWanted::new(Vec::new(), &work);
        out.write_all(b"een").expect("wanted");
        let mut text = WhileWanted::new(&b"twee"[..], &work);
        text.read_exact(&mut [0; 2]).expect("wanted");
        work.stop.ask();
        assert!(out.write_all(b"drie").is_err() && text.read_exact(&mut [0; 2]).is_err());
        out.write_all(b"vier").expect("thrown away");
        assert_eq!(out.inner, b"een");
    }
}
