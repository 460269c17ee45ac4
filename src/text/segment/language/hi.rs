//! Languages of India: titles before a name, and names of letters, which stand for given names: "ए. पी. जे.".

use super::Tables;

pub(super) const TABLES: Tables = Tables {
    titles: "डॉ डा प्रो पं श्री श्रीमती कु सौ ਡਾ ਪ੍ਰੋ ડૉ ડો પ્રો શ્રી ডা ডাঃ অধ্যা ড মো ଡଃ ଡା டாக்டர் திரு డా శ్రీ ಡಾ ಶ್ರೀ ഡോ ശ്രീ പ്രൊ \
        ए बी सी डी ई एफ एच जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई એ બી સી ડી એફ એચ જે કે એલ એમ એન ઓ \
        પી આર એસ ટી યુ વી",
    ..Tables::EMPTY
};
