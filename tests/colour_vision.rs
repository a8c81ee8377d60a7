//! The classes of the map can be told apart by everybody: simulated for protanopia, deuteranopia and tritanopia.

use nabij::layers::difference_classes::DifferenceOf;
use nabij::layers::norm_classes::norm_classes;
use nabij::model::age_group::AgeGroup;
use nabij::model::facility_kind::FacilityKind;
use nabij::model::norm::Norm;
use nabij::model::units::Seconds;

type Triple = [f64; 3];

/// What each kind of colour vision makes of linear red, green and blue.
///
/// # Source
/// Machado, Oliveira and Fernandes 2009, table 1, severity 1.0; the first row is ordinary vision.
const VISIONS: [(&str, [Triple; 3]); 4] = [
    (
        "ordinary",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

/// Neighbouring classes differ at least so much (CIEDE2000; 2.3 can just be seen).
const BETWEEN_NEIGHBOURS: f64 = 6.0;
/// Those on both sides of the norm differ at least so much.
const ACROSS_THE_NORM: f64 = 20.0;

fn times(matrix: &[Triple; 3], vector: Triple) -> Triple {
    matrix.map(|row| row.iter().zip(vector).map(|(one, other)| one * other).sum())
}

/// `#rrggbb` as linear light, 0 to 1.
fn linear(colour: &str) -> Triple {
    std::array::from_fn(|channel| {
        let digits = &colour[1 + 2 * channel..3 + 2 * channel];
        let value = f64::from(u8::from_str_radix(digits, 16).expect("two digits")) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// CIELAB under D65, of linear light in sRGB.
fn lab(light: Triple) -> Triple {
    const TO_XYZ: [Triple; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let white = [0.950_47, 1.0, 1.088_83];
    let xyz = times(&TO_XYZ, light.map(|value| value.clamp(0.0, 1.0)));
    let [x, y, z] = std::array::from_fn(|axis| {
        let part: f64 = xyz[axis] / white[axis];
        if part > 216.0 / 24_389.0 {
            part.cbrt()
        } else {
            (24_389.0 / 27.0 * part + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How different two colours look.
///
/// # Source
/// Sharma, Wu and Dalal 2005, equations 2 to 22.
fn difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple) -> f64 {
    let seventh = |value: f64| (value.powi(7) / (value.powi(7) + 25.0_f64.powi(7))).sqrt();
    let mean_chroma = f64::midpoint(a1.hypot(b1), a2.hypot(b2));
    let stretch = 1.0 + 0.5 * (1.0 - seventh(mean_chroma));
    let polar = |a: f64, b: f64| {
        let hue = b.atan2(a * stretch).to_degrees().rem_euclid(360.0);
        ((a * stretch).hypot(b), hue)
    };
    let ((c1, h1), (c2, h2)) = (polar(a1, b1), polar(a2, b2));
    let turn = if c1 * c2 == 0.0 {
        0.0
    } else {
        (h2 - h1 + 180.0).rem_euclid(360.0) - 180.0
    };
    let hue_step = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (lightness, chroma) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let hue = if c1 * c2 == 0.0 {
        h1 + h2
    } else if (h1 - h2).abs() <= 180.0 {
        f64::midpoint(h1, h2)
    } else {
        (f64::midpoint(h1, h2) + 180.0).rem_euclid(360.0)
    };
    let cosine = |angle: f64| angle.to_radians().cos();
    let t =
        1.0 - 0.17 * cosine(hue - 30.0) + 0.24 * cosine(2.0 * hue) + 0.32 * cosine(3.0 * hue + 6.0)
            - 0.20 * cosine(4.0 * hue - 63.0);
    let from_middle = (lightness - 50.0).powi(2);
    let (sl, sc, sh) = (
        1.0 + 0.015 * from_middle / (20.0 + from_middle).sqrt(),
        1.0 + 0.045 * chroma,
        1.0 + 0.015 * chroma * t,
    );
    let rotation = 60.0 * (-((hue - 275.0) / 25.0).powi(2)).exp();
    let turned = -rotation.to_radians().sin() * 2.0 * seventh(chroma);
    let (l, c, h) = ((l2 - l1) / sl, (c2 - c1) / sc, hue_step / sh);
    (l * l + c * c + h * h + turned * c * h).sqrt()
}

/// The colours of the five classes, near to far.
fn ramp() -> Vec<(&'static str, bool)> {
    let seconds = |value| Seconds::new(value).expect("a time");
    let norm = Norm {
        kind: FacilityKind::new("PO").expect("a code"),
        ages: vec![AgeGroup::From4To12],
        profile: "lopen_kind".to_owned(),
        norm: seconds(600.0),
        limit: seconds(1_200.0),
        basis: String::new(),
    };
    let classes = norm_classes(&norm);
    classes
        .map(|class| (class.colour, class.within_norm))
        .to_vec()
}

#[test]
fn the_difference_is_that_of_the_worked_examples() {
    // Sharma, Wu and Dalal 2005, table 1, pairs 1, 7, 17 and 25.
    let examples = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        (
            [60.2574, -34.0099, 36.2677],
            [60.4626, -34.1751, 39.4387],
            1.2644,
        ),
    ];
    for (one, other, expected) in examples {
        let found = difference(one, other);
        assert!((found - expected).abs() < 5e-5, "{found} is not {expected}");
    }
}

#[test]
fn neighbouring_classes_can_be_told_apart_with_every_kind_of_colour_vision() {
    for (vision, matrix) in VISIONS {
        for pair in ramp().windows(2) {
            let [(near, near_within), (far, far_within)] = [pair[0], pair[1]];
            let seen = |colour| lab(times(&matrix, linear(colour)));
            let differs = difference(seen(near), seen(far));
            let least = if near_within == far_within {
                BETWEEN_NEIGHBOURS
            } else {
                ACROSS_THE_NORM
            };
            assert!(
                differs >= least,
                "{vision}: {near} and {far} differ {differs:.1}"
            );
        }
    }
}

#[test]
fn farther_is_always_darker() {
    let lightness: Vec<f64> = ramp()
        .into_iter()
        .map(|(colour, _)| lab(linear(colour))[0])
        .collect();
    assert!(
        lightness.is_sorted_by(|near, far| near > far),
        "{lightness:?}"
    );
}

#[test]
fn classes_of_difference_can_be_told_apart_and_the_middle_is_the_lightest() {
    let colours = DifferenceOf::Time.classes().map(|class| class.colour);
    for (vision, matrix) in VISIONS {
        let seen = |colour| lab(times(&matrix, linear(colour)));
        for pair in colours.windows(2) {
            let differs = difference(seen(pair[0]), seen(pair[1]));
            assert!(
                differs >= BETWEEN_NEIGHBOURS,
                "{vision}: {pair:?} {differs:.1}"
            );
        }
        // Nearer and farther must not be taken for each other.
        for (nearer, farther) in [(colours[0], colours[4]), (colours[1], colours[3])] {
            let differs = difference(seen(nearer), seen(farther));
            assert!(differs >= 10.0, "{vision}: {nearer} {farther} {differs:.1}");
        }
    }
    let lightness = colours.map(|colour| lab(linear(colour))[0]);
    assert!(lightness[..3].is_sorted_by(|one, other| one < other));
    assert!(lightness[2..].is_sorted_by(|one, other| one > other));
}
