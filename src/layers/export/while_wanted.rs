//! Reading and writing as long as somebody waits for it, so that a large file is broken off in the middle.

use std::io::{self, Read, Seek, SeekFrom, Write};

use crate::model::work::Work;

/// What is read or written, which fails once the work is ended.
#[derive(Debug)]
pub struct WhileWanted<'a, T> {
    /// What is read or written.
    pub inner: T,
    /// The work it belongs to.
    pub work: &'a Work,
}

impl<T> WhileWanted<'_, T> {
    fn wanted(&mut self) -> io::Result<&mut T> {
        self.work.go_on().map_err(io::Error::other)?;
        Ok(&mut self.inner)
    }
}

impl<T: Read> Read for WhileWanted<'_, T> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.wanted()?.read(bytes)
    }
}

impl<T: Write> Write for WhileWanted<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.wanted()?.write(bytes)
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
        let mut out = WhileWanted {
            inner: Vec::new(),
            work: &work,
        };
        out.write_all(b"een").expect("wanted");
        let mut text = WhileWanted {
            inner: &b"twee"[..],
            work: &work,
        };
        text.read_exact(&mut [0; 2]).expect("wanted");
        work.stop.ask();
        assert!(out.write_all(b"drie").is_err() && text.read_exact(&mut [0; 2]).is_err());
        assert_eq!(out.inner, b"een");
    }
}
