//! What servers of one store tell each other for a while: the logins that were ended and the plans that were posted. Neither is a
//! record: nothing of it is sealed or stands in a copy, it goes by itself, and it tells nothing of the condition of the store.

use crate::store::cell::Cell;
use crate::store::error::StoreError;
use crate::store::open_store::Store;

/// The end of a login is kept so many seconds longer than the login, for servers whose clocks differ.
const CLOCKS: i64 = 24 * 60 * 60;
/// A posted plan that nobody used goes after so many seconds.
const UNUSED: i64 = 7 * 24 * 60 * 60;

/// A login that was ended before its time: its id, and its own end in seconds since 1970.
pub type EndedLogin = (String, i64);

/// A posted plan: its mark and its document.
pub type PostedPlan = (String, String);

impl Store {
    /// Tells the other servers of logins that were ended; `now` is in seconds since 1970.
    ///
    /// # Errors
    /// As [`Store::keep`].
    pub fn tell_ended(&self, ended: &[EndedLogin], now: i64) -> Result<(), StoreError> {
        let forget = "DELETE FROM ended_login WHERE until < $1";
        let tell =
            "INSERT INTO ended_login (login, until) VALUES ($1, $2) ON CONFLICT (login) DO NOTHING";
        self.as_a_whole(|database| {
            database.rows(forget, &[Cell::Number(now - CLOCKS)])?;
            for (login, until) in ended {
                database.rows(tell, &[Cell::Text(login.clone()), Cell::Number(*until)])?;
            }
            Ok(())
        })
    }

    /// The logins that were ended, on whichever server, and that would last beyond `now`, in seconds since 1970.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn ended_logins(&self, now: i64) -> Result<Vec<EndedLogin>, StoreError> {
        let select = "SELECT login, until FROM ended_login WHERE until > $1";
        let rows = self.found(select, &[Cell::Number(now)])?;
        let pairs = rows.into_iter().map(<[Cell; 2]>::try_from);
        let pairs = pairs.flatten();
        Ok(pairs
            .map(|[login, until]| (login.text(), until.number()))
            .collect())
    }

    /// Tells the other servers of plans that were posted or used again at `now`, in seconds since 1970.
    ///
    /// # Errors
    /// As [`Store::keep`].
    pub fn tell_posted(&self, plans: &[PostedPlan], now: i64) -> Result<(), StoreError> {
        let tell = "INSERT INTO posted_plan (mark, used, size, document) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT (mark) DO UPDATE SET used = excluded.used";
        self.as_a_whole(|database| {
            for (mark, document) in plans {
                let size = i64::try_from(document.len()).unwrap_or(i64::MAX);
                let [mark, document] = [mark, document].map(|text| Cell::Text(text.clone()));
                let row = [mark, Cell::Number(now), Cell::Number(size), document];
                database.rows(tell, &row)?;
            }
            Ok(())
        })
    }

    /// Forgets the posted plans that nobody used lately, and the longest unused of those that take more than so many bytes
    /// together; `now` is in seconds since 1970.
    ///
    /// # Errors
    /// As [`Store::keep`].
    ///
    /// # Cost
    /// Looks at every posted plan.
    pub fn forget_posted(&self, bytes: i64, now: i64) -> Result<(), StoreError> {
        let unused = "DELETE FROM posted_plan WHERE used < $1";
        let too_many = "DELETE FROM posted_plan WHERE mark IN (SELECT mark FROM (SELECT mark, \
                        CAST(sum(size) OVER (ORDER BY used DESC, mark) AS BIGINT) AS together FROM posted_plan) AS one \
                        WHERE together > $1)";
        self.as_a_whole(|database| {
            database.rows(unused, &[Cell::Number(now - UNUSED)])?;
            database.rows(too_many, &[Cell::Number(bytes)])?;
            Ok(())
        })
    }

    /// The document of a plan that was posted, on whichever server.
    ///
    /// # Errors
    /// A store that gives no answer.
    pub fn posted(&self, mark: &str) -> Result<Option<String>, StoreError> {
        let select = "SELECT document FROM posted_plan WHERE mark = $1";
        let rows = self.found(select, &[Cell::Text(mark.to_owned())])?;
        Ok(rows.into_iter().flatten().next().map(Cell::text))
    }
}
