//! The columns of the tables about planning: which column of a file holds what.

/// Writes the columns of a table: first those it must have, then those it may have.
macro_rules! columns {
    ($(#[$documentation:meta])* $name:ident {
        $($(#[$about:meta])* $required:ident,)*; $($(#[$about_optional:meta])* $optional:ident,)*
    }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$about])* pub $required: String,)*
            $($(#[$about_optional])* pub $optional: Option<String>,)*
        }

        impl $name {
            /// Every column that is named.
            pub fn named(&self) -> Vec<&String> {
                let required = [$(Some(&self.$required),)*].into_iter();
                required.chain([$(self.$optional.as_ref(),)*]).flatten().collect()
            }
        }
    };
}

columns!(
    /// Columns of a table of buildings.
    BuildingColumns {
        /// The id; the BAG id of the building where there is one.
        id,
        ;
        /// The name.
        name,
        /// The ids of the facilities in it, all in one cell.
        facilities,
        /// The year it was built.
        built,
        /// The year of its last major renovation.
        renovated,
        /// Technical condition by NEN 2767, 1 to 6.
        condition,
        /// Its class of quality in the housing plan, one of the table's `quality_classes`.
        ihp_quality,
        /// Gross floor area in square metres.
        floor_area,
        /// Who owns it.
        owner,
        /// The first year in which it is no longer there.
        gone_from,
        /// Its phase in the housing plan: `nu`, `straks`, `later`.
        ihp_phase,
        /// The first year of that phase.
        ihp_from,
        /// The last year of that phase.
        ihp_to,
        /// Pupils now.
        pupils_0,
        /// Pupils expected in five years.
        pupils_5,
        /// Pupils expected in ten years.
        pupils_10,
        /// Pupils expected in fifteen years.
        pupils_15,
        /// What making it a community school is estimated to cost, in euros.
        estimate,
        /// The state of its credit: `niet aangevraagd`, `aangevraagd`, `geautoriseerd`.
        credit,
        /// The need to rebuild as its owner sets it, 0 to 100; only in phase `nu`.
        rebuild_need,
        /// Why.
        rebuild_reason,
    }
);

columns!(
    /// Columns that say who recorded something.
    RecordedColumns {
        /// What it rests on.
        basis,
        /// The day it was recorded.
        date,
        /// The role of who recorded it.
        role,
        ;
    }
);

columns!(
    /// Columns of a table of rooms.
    RoomColumns {
        /// The id, unique in the study.
        id,
        /// The id of its building.
        building,
        /// Its type: `klaslokaal`, `gymzaal`, ...
        room_type,
        /// Its floor area in square metres.
        floor_area,
        ;
        /// What else can be said of it, all in one cell with `;` or `,` between.
        attributes,
    }
);

columns!(
    /// Columns of a table of claims on rooms.
    ClaimColumns {
        /// The id of the room.
        room,
        /// Who uses it: a role or an organisation.
        user,
        /// The day: `ma` to `zo`, or 1 to 7.
        day,
        /// From, `HH:MM`.
        from,
        /// Until, `HH:MM`.
        until,
        ;
        /// `vast` or `optie`; agreed when left out.
        firmness,
        /// `schoolweek`, `vakantieweek` or `altijd`, which it is when left out.
        calendar,
    }
);

columns!(
    /// Columns of a table of ambitions.
    AmbitionColumns {
        /// 0 none, 1 open, 2 interested, 3 a plan, 4 agreed and signed.
        level,
        /// What it rests on.
        basis,
        /// The day it was recorded.
        date,
        /// The role of who recorded it.
        role,
        ;
        /// The code of the area whose professionals it is about.
        area,
        /// Or the id of the building.
        building,
    }
);

columns!(
    /// Columns of a table of shared visions.
    VisionColumns {
        /// The ids of the facilities that share it, all in one cell.
        facilities,
        /// The document.
        document,
        /// The boards that signed it.
        boards,
        /// The day it was recorded.
        date,
        /// The role of who recorded it.
        role,
        ;
        /// Whether an offer was developed together: `ja`, `nee`.
        joint_offer,
        /// What it rests on; the document when left out.
        basis,
    }
);

columns!(
    /// Columns of a table of wishes.
    WishColumns {
        /// The code of the area.
        area,
        /// The kind wished for.
        kind,
        /// What it rests on.
        basis,
        /// The day it was recorded.
        date,
        /// The role of who recorded it.
        role,
        ;
        /// How heavily it counts beside the area's other wishes; 1 when left out.
        weight,
        /// Square metre hours a week it asks for.
        room_hours,
    }
);

columns!(
    /// Columns of a register of programmes.
    ProgrammeColumns {
        /// The code of the area.
        area,
        /// The name of the programme.
        name,
        /// What it offers.
        kind,
        /// Its first day.
        from,
        /// What it rests on.
        basis,
        /// The day it was recorded.
        date,
        /// The role of who recorded it.
        role,
        ;
        /// Its last day; an empty cell is no end that is known.
        until,
    }
);

columns!(
    /// Columns of a register of neighbourhoods that are considered.
    ConsiderationColumns {
        /// The code of the neighbourhood.
        area,
        /// Why it is considered.
        motivation,
        /// What it rests on.
        basis,
        /// The day it was recorded.
        date,
        /// The role of who recorded it.
        role,
        ;
        /// The plan, or where it is found.
        plan,
        /// What will be watched, all in one cell.
        indicators,
    }
);

columns!(
    /// Columns of a table of pupils who go on from one school to another.
    FlowColumns {
        /// The id of the school they leave.
        from,
        /// The id of the school they go on to.
        to,
        /// How many.
        pupils,
        ;
    }
);

columns!(
    /// Columns of a table about reading at schools.
    ReadingColumns {
        /// The id of the school; the code of its location beside `institution`.
        facility,
        ;
        /// The code of its institution, where the file has that apart: four characters.
        institution,
        /// Schoolweging.
        school_weighting,
        /// Pupils who do not read at level 2F yet, in percent.
        below_2f,
        /// Score of the educational disadvantage figures for each pupil.
        score_per_pupil,
        /// Newcomers, in percent.
        newcomers,
        /// Whether it has a library at school: `ja`, `nee`.
        library_at_school,
        /// Whether there is a Boekstart corner with it.
        boekstart_corner,
        /// How willing the school is, 0 to 4.
        willingness,
        /// Room it has for a library, in square metres.
        room,
    }
);
